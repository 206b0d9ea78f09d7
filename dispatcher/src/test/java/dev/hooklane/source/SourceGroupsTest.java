package dev.hooklane.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SourceGroupsTest {
    @Test
    void installationsHaveGroupsOfTheirOwnUnderThePrefixOfTheirRights() {
        SourceName orders = new SourceName("orders");

        assertThat(SourceGroups.group("hooklane.", orders, "MkU3OEVBNTcwNTJENDM2Qg"))
                .startsWith(SourceGroups.groups("hooklane."))
                .isEqualTo("hooklane.source.orders.MkU3OEVBNTcwNTJENDM2Qg")
                .isNotEqualTo(SourceGroups.group("hooklane.", orders, "another"));
    }

    /** A source's name has no dot, so no two sources have one group. */
    @Test
    void sourcesHaveGroupsOfTheirOwn() {
        assertThat(SourceGroups.group("hooklane.", new SourceName("orders"), "x"))
                .isNotEqualTo(SourceGroups.group("hooklane.", new SourceName("orders-x"), "x"));
    }
}
