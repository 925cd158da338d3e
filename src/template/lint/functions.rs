//! How the checks read the signatures of functions.

use crate::template::functions::Signature;
use crate::template::sources::VarType;

/// Whether a variable declared so can be the value of a function.
pub(crate) fn takes(function: &Signature, kind: VarType) -> bool {
    function.types.is_empty() || function.types.contains(&kind.argument_type())
}
