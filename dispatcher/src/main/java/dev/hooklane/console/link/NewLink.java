package dev.hooklane.console.link;

import java.util.List;
import java.util.Map;

/**
 * The form for a new portal link.
 *
 * @param account empty until one is named
 * @param abilities that the link gives
 * @param lasts how long it lasts, as the API writes it
 * @param mayMake whether the visitor has a key to make it with
 * @param ofAll whether the visitor names the account
 * @param once idempotency token of this form, so that sending it twice creates one link
 * @param problems what is wrong with a field, by its name in the API; under an empty name, with the
 *     form
 */
public record NewLink(
        String name,
        String account,
        List<String> abilities,
        String lasts,
        boolean mayMake,
        boolean ofAll,
        String once,
        Map<String, String> problems) {
    public NewLink {
        abilities = List.copyOf(abilities);
        problems = Map.copyOf(problems);
    }

    /** How long a link may last. */
    public enum Lasting {
        QUARTER("15m", "15 minutes"),
        HOUR("1h", "1 hour"),
        SHIFT("8h", "8 hours"),
        DAY("24h", "24 hours");

        private final String value;
        private final String label;

        Lasting(String value, String label) {
            this.value = value;
            this.label = label;
        }

        /** Returns it as the API writes it. */
        public String value() {
            return value;
        }

        public String label() {
            return label;
        }
    }

    /** Reports whether the link is to give this ability. */
    public boolean gives(String ability) {
        return abilities.contains(ability);
    }

    public String problem(String field) {
        return problems.getOrDefault(field, "");
    }
}
