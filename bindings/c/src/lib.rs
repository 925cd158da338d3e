//! C interface of sundesk.
