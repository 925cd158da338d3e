//! Python package of sundesk.
