package dev.hooklane.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hooklane.access.Ability;
import dev.hooklane.access.GroupRule;
import dev.hooklane.access.KeyRole;
import dev.hooklane.client.TypedRateLimit;
import dev.hooklane.delay.DurationText;
import dev.hooklane.delivery.SourceEvent;
import dev.hooklane.egress.IpNetwork;
import dev.hooklane.egress.Nat64;
import dev.hooklane.lookup.Place;
import dev.hooklane.retry.RetrySchedule;
import java.time.Duration;

/** Short texts: durations, schedules, networks, rules for groups, and places in a topic. */
final class TextFuzz {
    private static final Class<IllegalArgumentException> REFUSAL = IllegalArgumentException.class;

    private TextFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, UTF_8);
        Promise.decodesOrRefuses(REFUSAL, () -> DurationText.parse(text))
                .ifPresent(TextFuzz::formatted);
        Promise.decodesOrRefuses(REFUSAL, () -> RetrySchedule.parse(text));
        Promise.decodesOrRefuses(REFUSAL, () -> IpNetwork.parse(text));
        Promise.decodesOrRefuses(REFUSAL, () -> Nat64.parse(text));
        Promise.decodesOrRefuses(REFUSAL, () -> GroupRule.parse(text))
                .ifPresent(TextFuzz::givesNoMoreThanALink);
        Promise.decodesOrRefuses(REFUSAL, () -> TypedRateLimit.parse(text, text));
        Promise.decodesOrRefuses(REFUSAL, () -> Place.parse(text))
                .ifPresent(place -> Promise.isKept(place, Place.parse(place.toString())));
        Promise.decodesOrRefuses(REFUSAL, () -> SourceEvent.Origin.parse(text))
                .ifPresent(origin ->
                        Promise.isKept(origin, SourceEvent.Origin.parse(origin.toString())));
    }

    private static void givesNoMoreThanALink(GroupRule rule) {
        if (rule.role() == KeyRole.ACCOUNT && !Ability.OF_LINKS.containsAll(rule.abilities())) {
            throw new AssertionError("too much for an account: " + rule);
        }
    }

    /** Unless its number has become too long for the form. */
    private static void formatted(Duration duration) {
        String text = DurationText.format(duration);
        if (text.length() <= 10) {
            Promise.isKept(duration, DurationText.parse(text));
        }
    }
}
