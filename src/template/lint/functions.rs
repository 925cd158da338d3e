//! How the checks read the signatures of functions.

use crate::template::catalog::notes::VarType;
use crate::template::functions::Signature;

/// Whether a variable declared so can be the value of a function.
pub(crate) fn takes(function: &Signature, kind: VarType) -> bool {
    function.types.is_empty() || function.types.contains(&kind.argument_type())
}
