//! ICU4X's compiled data, with one answer mended.

use icu_decimal::provider::{DecimalCompactLongV1, DecimalCompactShortV1, DecimalDigitsV1, DecimalSymbolsV1};
use icu_experimental::relativetime::provider::*;
use icu_plurals::provider::PluralsCardinalV1;
use icu_provider::prelude::*;

/// The data of relative time and compact numbers; plural rules are those of the language whatever its script, as in
/// [`plural::preferences`](super::plural::preferences).
pub(super) struct Data;

impl DataProvider<PluralsCardinalV1> for Data {
    fn load(&self, req: DataRequest<'_>) -> Result<DataResponse<PluralsCardinalV1>, DataError> {
        let mut locale = *req.id.locale;
        locale.script = None;
        let id = DataIdentifierBorrowed::for_marker_attributes_and_locale(req.id.marker_attributes, &locale);
        icu_plurals::provider::Baked.load(DataRequest { id, ..req })
    }
}

macro_rules! as_it_is {
    ($baked:expr; $($marker:ident),+ $(,)?) => { $(
        impl DataProvider<$marker> for Data {
            fn load(&self, req: DataRequest<'_>) -> Result<DataResponse<$marker>, DataError> {
                $baked.load(req)
            }
        }
    )+ };
}

as_it_is! { icu_decimal::provider::Baked; DecimalSymbolsV1, DecimalDigitsV1, DecimalCompactShortV1, DecimalCompactLongV1 }
as_it_is! {
    icu_experimental::provider::Baked;
    LongSecondRelativeV1, LongMinuteRelativeV1, LongHourRelativeV1, LongDayRelativeV1, LongWeekRelativeV1, LongMonthRelativeV1, LongQuarterRelativeV1, LongYearRelativeV1,
    ShortSecondRelativeV1, ShortMinuteRelativeV1, ShortHourRelativeV1, ShortDayRelativeV1, ShortWeekRelativeV1, ShortMonthRelativeV1, ShortQuarterRelativeV1, ShortYearRelativeV1,
    NarrowSecondRelativeV1, NarrowMinuteRelativeV1, NarrowHourRelativeV1, NarrowDayRelativeV1, NarrowWeekRelativeV1, NarrowMonthRelativeV1, NarrowQuarterRelativeV1, NarrowYearRelativeV1,
}
