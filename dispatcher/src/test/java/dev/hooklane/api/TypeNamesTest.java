package dev.hooklane.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.catalogue.Catalogue;
import dev.hooklane.catalogue.FixedTypes;
import dev.hooklane.event.EventType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TypeNamesTest {
    @Test
    void allGroupsAndTypesAreSelectableButNotTheTest() {
        Set<String> names =
                TypeNames.selectable(
                        new Catalogue(
                                FixedTypes.defaults().with(List.of(new EventType("order.paid")))));

        assertThat(names)
                .contains("*", "message.*", "message.created", "endpoint.failing", "order.*")
                .doesNotContain("webhook.test", "webhook.*");
    }

    @Test
    void theNearestNameIsSuggestedAndAllAreNamed() {
        String hint =
                TypeNames.hint(
                        "conversation.create",
                        TypeNames.publishable(new Catalogue(FixedTypes.defaults())));

        assertThat(hint)
                .startsWith("did you mean 'conversation.created'?")
                .contains("bot.disabled")
                .doesNotContain("*");
    }
}
