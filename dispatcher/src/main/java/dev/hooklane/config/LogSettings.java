package dev.hooklane.config;

/**
 * Which lines are logged, and in which form.
 *
 * @param attempts whether each attempt gets a line
 * @param attemptsPerSecond how many attempts get a line per second, at most
 */
public record LogSettings(Format format, boolean attempts, int attemptsPerSecond) {
    /** The form of a line. */
    public enum Format {
        /** Time, level, logger, and the text. */
        HUMAN,
        /** One JSON object. */
        JSON
    }

    static LogSettings read(SettingReader settings) {
        return new LogSettings(
                // Readable for a person at a terminal; a log collector is a choice.
                settings.choice("log.format", Format.HUMAN, Format.class),
                // A line for each attempt is the first thing that an operator looks for.
                settings.flag("log.attempts", true),
                // Some 300 kB a second; more lines would cost more than they are worth.
                settings.integer("log.attempts-per-second", 1_000, 1, 1_000_000));
    }
}
