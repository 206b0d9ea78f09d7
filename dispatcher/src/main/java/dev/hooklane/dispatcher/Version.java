package dev.hooklane.dispatcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version of this build. */
public final class Version {
    /** The version as the build names it, such as {@code 0.1.0}. */
    public static final String CURRENT = read();

    /** What endpoints see in {@code User-Agent}. */
    public static final String USER_AGENT = "Hooklane/" + CURRENT;

    private Version() {}

    private static String read() {
        try (InputStream file = Version.class.getResourceAsStream("/version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties is not readable", e);
        }
    }
}
