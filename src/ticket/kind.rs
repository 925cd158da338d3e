//! The kinds of event, in one table: what each is called, what it carries, and where a ticket keeps that.
//!
//! A new kind is one row here, and the arms that the compiler then asks for: what it is in a document (`EventKind`), and what it means
//! to a clock, to a policy's choice and to figures.

/// What an event of a kind carries besides its instant and its actor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Carries {
    /// The key of its value in a document.
    key: Option<&'static str>,
    /// The place of the ticket's attribute that it sets.
    slot: Option<usize>,
}

const NOTHING: Carries = Carries { key: None, slot: None };

const fn value(key: &'static str) -> Carries {
    Carries { key: Some(key), slot: None }
}

const fn attribute(slot: usize) -> Carries {
    Carries { key: Some("to"), slot: Some(slot) }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $word:literal, $carries:expr;)+) => {
        /// The kind of an [`Event`](super::Event).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum What {
            $($(#[$doc])* $kind,)+
        }

        impl What {
            /// Every kind, in the order of the table.
            pub const ALL: &'static [What] = &[$(What::$kind),+];

            /// The word of documents: `type` of an event.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(What::$kind => $word,)+
                }
            }

            const fn carries(self) -> Carries {
                match self {
                    $(What::$kind => $carries,)+
                }
            }
        }
    };
}

kinds! {
    /// The ticket came into being.
    Created = "created", NOTHING;
    /// A message: public reply or internal note.
    Reply = "reply", NOTHING;
    /// The status changed.
    Status = "status", attribute(0);
    /// The priority changed.
    Priority = "priority", attribute(1);
    /// The ticket was given to a group; empty = taken away.
    Group = "group", attribute(2);
    /// The ticket was given to an agent; empty = taken away.
    Assignee = "assignee", attribute(3);
    /// Another calendar is in force from here on.
    Calendar = "calendar", attribute(4);
    /// A policy was attached.
    SlaAttached = "sla_attached", value("policy");
    /// Another field changed.
    Field = "field", value("to");
    /// Anything else the host wants metrics or policies to see.
    Custom = "custom", value("name");
}

impl What {
    /// The key of its value in a document, such as `to`; `None` for a kind without one.
    #[must_use]
    pub const fn value_key(self) -> Option<&'static str> {
        self.carries().key
    }

    /// The place of the attribute that it sets, among the status, priority, group, assignee and calendar that every ticket has.
    #[must_use]
    pub const fn slot(self) -> Option<usize> {
        self.carries().slot
    }

    /// Its place in [`ALL`](Self::ALL).
    pub(crate) const fn place(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::What;

    #[test]
    fn slots_are_counted_without_gaps_and_places_are_those_of_the_list() {
        let slots: Vec<usize> = What::ALL.iter().filter_map(|w| w.slot()).collect();
        assert_eq!(slots, (0..slots.len()).collect::<Vec<_>>());
        assert!(What::ALL.iter().enumerate().all(|(i, what)| what.place() == i));
    }

    #[test]
    fn the_words_are_those_of_documents() {
        for what in What::ALL {
            let mut event = serde_json::json!({"at": "2024-06-03T09:00:00Z", "type": what.word(), "by": "agent"});
            what.value_key().into_iter().for_each(|key| event[key] = "x".into());
            if *what == What::Field {
                event["name"] = "channel".into();
            }
            let doc: super::super::EventDoc = serde_json::from_value(event.clone()).unwrap();
            let (mut names, mut folded) = (super::super::Vocabulary::default(), Vec::new());
            doc.fold_into(&mut names, &mut folded).unwrap();
            assert_eq!(folded.iter().map(|e| e.what).collect::<Vec<_>>(), [*what]);
            let again = serde_json::to_value(folded[0].unfold(&names).unwrap()).unwrap();
            if *what == What::Reply {
                event["public"] = true.into();
            }
            assert_eq!(again, event);
        }
    }
}
