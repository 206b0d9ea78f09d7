package dev.hooklane.source.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChosenTopicsTest {
    private static final int MAX = 10;

    @Test
    void namedTopicsComeBeforeThoseThatMatch() {
        ChosenTopics chosen = chosen(List.of("zoo"), Map.of("zoo", 8, "shop.a", 3, "shop.b", 2));

        assertThat(chosen.read()).containsExactly("shop.b", "zoo");
        assertThat(chosen.leftOut()).containsExactly("shop.a");
    }

    @Test
    void theLimitItselfIsRead() {
        ChosenTopics chosen = chosen(List.of(), Map.of("shop.a", 4, "shop.b", 6));

        assertThat(chosen.read()).containsExactly("shop.a", "shop.b");
        assertThat(chosen.problem("shop", MAX)).isEmpty();
    }

    @Test
    void oneThatIsTooLargeDoesNotHideThoseBehindIt() {
        ChosenTopics chosen = chosen(List.of(), Map.of("shop.a", 4, "shop.b", 20, "shop.c", 4));

        assertThat(chosen.read()).containsExactly("shop.a", "shop.c");
        assertThat(chosen.problem("shop", MAX))
                .contains(
                        "topics of cluster shop are left out, as a source reads 1000 topics and 10 partitions at most: shop.b");
    }

    @Test
    void aNamedTopicMayBeTooLargeToo() {
        assertThat(chosen(List.of("zoo"), Map.of("zoo", 11)).leftOut()).containsExactly("zoo");
    }

    /** It may be made later. */
    @Test
    void aNamedTopicThatIsNotThereHasNoPartitions() {
        assertThat(chosen(List.of("later"), Map.of("shop.a", 10)).read())
                .containsExactly("later", "shop.a");
    }

    @Test
    void topicsBeyondTheirOwnLimitAreNeitherCountedNorRead() {
        Map<String, Integer> small =
                IntStream.range(0, 1_003)
                        .boxed()
                        .collect(Collectors.toMap("shop.%04d"::formatted, _ -> 0));

        assertThat(ChosenTopics.candidates(List.of("zoo"), small.keySet()))
                .hasSize(1_000)
                .contains("zoo")
                .doesNotContain("shop.0999");
        assertThat(chosen(List.of("zoo"), small).leftOut())
                .containsExactly("shop.0999", "shop.1000", "shop.1001", "shop.1002");
    }

    /** All but the named topics match a pattern. */
    private static ChosenTopics chosen(Collection<String> named, Map<String, Integer> partitions) {
        return ChosenTopics.of(
                named,
                partitions.keySet().stream().filter(topic -> !named.contains(topic)).toList(),
                partitions,
                MAX);
    }
}
