package dev.hooklane.command;

import dev.hooklane.dispatcher.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionLine implements IVersionProvider {
    @Override
    public String[] getVersion() {
        return new String[] {
            "Hooklane %s on Java %s".formatted(Version.CURRENT, Runtime.version())
        };
    }
}
