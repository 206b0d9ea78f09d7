package dev.hooklane.config;

/**
 * What is logged, and in which form.
 *
 * @param attempts whether each attempt gets a line
 * @param attemptsPerSecond how many attempts get one in a second at most
 */
public record LogSettings(Format format, boolean attempts, int attemptsPerSecond) {
    /** How a line looks. */
    public enum Format {
        /** Time, level, who says it, and the text. */
        HUMAN,
        /** One JSON object. */
        JSON
    }

    static LogSettings read(SettingReader settings) {
        return new LogSettings(
                // What a person at a terminal reads; a collector of logs is a choice.
                settings.choice("log.format", Format.HUMAN, Format.class),
                // One line an attempt is what an operator looks for first.
                settings.flag("log.attempts", true),
                // Some 300 kB a second; beyond it lines cost more than they tell.
                settings.integer("log.attempts-per-second", 1_000, 1, 1_000_000));
    }
}
