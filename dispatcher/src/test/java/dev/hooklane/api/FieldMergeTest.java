package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.owner.Managed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FieldMergeTest {
    private static final String LIVE =
            "{\"url\":\"https://a\",\"description\":\"d\",\"ordered\":false}";

    @Test
    void aFieldThatItsOwnerAppliedIsChanged() {
        assertThat(conflict(LIVE, applied("url", "\"https://a\"", "one"), "url", "\"https://b\""))
                .isEmpty();
    }

    @Test
    void aFieldThatWasChangedSinceIsAConflict() {
        assertThat(conflict(LIVE, applied("url", "\"https://old\"", "one"), "url", "\"https://b\""))
                .hasValue("it was changed by hand since it was applied");
    }

    @Test
    void aFieldOfAnotherOwnerIsAConflictEvenIfNobodyChangedIt() {
        assertThat(conflict(LIVE, applied("url", "\"https://a\"", "two"), "url", "\"https://b\""))
                .hasValue("it is two's");
    }

    @Test
    void aFieldThatWasSetByHandIsAConflictAndADefaultIsNot() {
        assertThat(conflict(LIVE, Managed.NONE, "description", "\"other\""))
                .hasValue("it was set by hand");
        assertThat(conflict(LIVE, Managed.NONE, "ordered", "true")).isEmpty();
    }

    @Test
    void whatIsAsItShouldBeIsNoDifference() {
        FieldMerge merge = new FieldMerge("one", Managed.NONE, json(LIVE), EndpointValues.DEFAULTS);

        assertThat(merge.differences(json(LIVE))).isEmpty();
        assertThat(merge.after("crm", Set.of("url"), json(LIVE)))
                .isEqualTo(
                        new Managed(
                                "crm",
                                Map.of("url", new Managed.Mark("one", print("\"https://a\"")))));
    }

    @Test
    void aFieldThatIsNoLongerAskedForIsDroppedUnlessSomebodyChangedIt() {
        assertThat(
                        new FieldMerge(
                                        "one",
                                        applied("description", "\"d\"", "one"),
                                        json(LIVE),
                                        EndpointValues.DEFAULTS)
                                .dropped(Set.of("url")))
                .containsExactly("description");
        assertThat(
                        new FieldMerge(
                                        "one",
                                        applied("description", "\"x\"", "one"),
                                        json(LIVE),
                                        EndpointValues.DEFAULTS)
                                .dropped(Set.of("url")))
                .isEmpty();
        assertThat(
                        new FieldMerge(
                                        "one",
                                        applied("description", "\"d\"", "two"),
                                        json(LIVE),
                                        EndpointValues.DEFAULTS)
                                .dropped(Set.of("url")))
                .isEmpty();
        assertThat(
                        new FieldMerge(
                                        "one",
                                        applied("url", "\"https://a\"", "one"),
                                        json(LIVE),
                                        EndpointValues.DEFAULTS)
                                .dropped(Set.of()))
                .as("nobody is left without a URL")
                .isEmpty();
    }

    @Test
    void theMarkOfAnotherOwnerStaysWhereBothAgree() {
        Managed managed = applied("url", "\"https://a\"", "two");
        FieldMerge merge = new FieldMerge("one", managed, json(LIVE), EndpointValues.DEFAULTS);

        assertThat(merge.after("", Set.of("url"), json(LIVE))).isEqualTo(managed);
    }

    @Test
    void onlyWhatIsAsItsOwnerAppliedItIsSettled() {
        Managed managed = applied("url", "\"https://a\"", "one");

        assertThat(merge(managed).isSettled("", json("{\"url\":\"https://a\"}"))).isTrue();
        assertThat(merge(managed).isSettled("crm", json("{\"url\":\"https://a\"}")))
                .as("the name is new")
                .isFalse();
        assertThat(merge(managed).isSettled("", json("{\"url\":\"https://b\"}"))).isFalse();
        assertThat(merge(managed).isSettled("", json("{}"))).as("it is given up").isFalse();
        assertThat(merge(managed).isSettled("", json("{\"url\":\"https://a\",\"colour\":\"red\"}")))
                .as("nobody knows the field")
                .isFalse();
        assertThat(merge(Managed.NONE).isSettled("", json("{\"url\":\"https://a\"}")))
                .as("nobody owns it yet")
                .isFalse();
        assertThat(merge(applied("description", "\"d\"", "one")).isSettled("", json("{}")))
                .as("the description is dropped")
                .isFalse();
    }

    @Test
    void whatOthersDescribeTooIsRemovedByForceAlone() {
        Managed both =
                new Managed(
                        "",
                        Map.of(
                                "url", new Managed.Mark("one", "p"),
                                "description", new Managed.Mark("two", "p")));

        assertThat(merge(both).mayRemove(false)).isFalse();
        assertThat(merge(both).mayRemove(true)).isTrue();
        assertThat(merge(applied("url", "1", "one")).mayRemove(false)).isTrue();
        assertThat(merge(applied("url", "1", "two")).mayRemove(true)).isFalse();
        assertThat(merge(Managed.NONE).mayRemove(true)).isFalse();
    }

    private static FieldMerge merge(Managed managed) {
        return new FieldMerge("one", managed, json(LIVE), EndpointValues.DEFAULTS);
    }

    private static Optional<String> conflict(
            String live, Managed managed, String field, String wanted) {
        JsonNode before = json(live);
        JsonNode after =
                json(
                        live.replace(
                                "\"%s\":%s".formatted(field, before.path(field)),
                                "\"%s\":%s".formatted(field, wanted)));
        return new FieldMerge("one", managed, before, EndpointValues.DEFAULTS)
                .differences(after)
                .getFirst()
                .conflict();
    }

    private static Managed applied(String field, String value, String owner) {
        return new Managed("", Map.of(field, new Managed.Mark(owner, print(value))));
    }

    private static String print(String value) {
        return FieldMerge.print(json(value));
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
