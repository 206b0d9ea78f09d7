package dev.hooklane.console.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:30, 2026-01-15T10:30Z, 2026-01-15T10:30",
        "2026-01-15T10:30:15, 2026-01-15T10:30:15Z, 2026-01-15T10:30",
        "2026-01-15T10:30:15.5Z, 2026-01-15T10:30:15.5Z, 2026-01-15T10:30",
        "2026-01-15T10:30:00+02:00, 2026-01-15T10:30:00+02:00, 2026-01-15T10:30:00+02:00",
        "yesterday, yesterday, yesterday"
    })
    void fieldsAreInUtcAndWhatIsNoneIsLeftToTheApi(String typed, String api, String field) {
        assertThat(TypedTime.forApi(typed)).isEqualTo(api);
        assertThat(TypedTime.forField(typed)).isEqualTo(field);
    }
}
