package dev.hooklane.command;

import dev.hooklane.command.dev.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The profiles of this machine's user, in {@code hooklane/profiles.json} of the user's
 * configuration folder. The file holds keys: if others can read it, it is not used.
 */
final class Profiles {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Set<PosixFilePermission> OF_OTHERS =
            EnumSet.complementOf(EnumSet.copyOf(PosixFilePermissions.fromString("rwx------")));

    private final Optional<Path> file;

    private Profiles(Optional<Path> file) {
        this.file = file;
    }

    /** Returns the profiles of the user who runs the command. */
    static Profiles of(CommandContext context) {
        return new Profiles(
                folder(context.environment()).map(each -> each.resolve("profiles.json")));
    }

    private static Optional<Path> folder(Map<String, String> environment) {
        String chosen = environment.getOrDefault("XDG_CONFIG_HOME", "");
        // The specification says that a relative path is to be ignored.
        if (!chosen.isEmpty() && Path.of(chosen).isAbsolute()) {
            return Optional.of(Path.of(chosen, "hooklane"));
        }
        String home = environment.getOrDefault("HOME", environment.getOrDefault("USERPROFILE", ""));
        return home.isEmpty()
                ? Optional.empty()
                : Optional.of(Path.of(home, ".config", "hooklane"));
    }

    /**
     * Returns the profile of that name.
     *
     * @throws CommandFailedException if the file can be read by others, or is not of this form
     */
    Optional<Profile> find(String name) {
        return Optional.ofNullable(all().get(name));
    }

    /** Returns all profiles by their names. */
    SortedMap<String, Profile> all() {
        SortedMap<String, Profile> all = new TreeMap<>();
        file.filter(Files::exists)
                .ifPresent(path -> {
                    refuseIfOthersRead(path);
                    json(path)
                            .path("profiles")
                            .properties()
                            .forEach(each -> all.put(each.getKey(), profile(each)));
                });
        return all;
    }

    /** Adds a profile, or replaces the one of the same name. */
    void save(Profile profile) {
        SortedMap<String, Profile> all = all();
        all.put(profile.name(), profile);
        write(all);
    }

    /** Removes a profile; returns whether there was one. */
    boolean remove(String name) {
        SortedMap<String, Profile> all = all();
        boolean removed = all.remove(name) != null;
        if (removed) {
            write(all);
        }
        return removed;
    }

    private void write(SortedMap<String, Profile> all) {
        Path path =
                file.orElseThrow(() ->
                        new CommandFailedException(
                                "no place for profiles: set HOME or XDG_CONFIG_HOME"));
        ObjectNode json = JSON.createObjectNode();
        ObjectNode profiles = json.putObject("profiles");
        all.values()
                .forEach(each ->
                        profiles.putObject(each.name())
                                .put("api", each.api().toString())
                                .put("key", each.key()));
        try {
            Files.createDirectories(Objects.requireNonNull(path.toAbsolutePath().getParent()));
        } catch (IOException e) {
            throw new CommandFailedException("file %s can't be written: %s".formatted(path, e), e);
        }
        new SecretFile(path).write(json.toPrettyString() + System.lineSeparator());
    }

    private static Profile profile(Map.Entry<String, JsonNode> each) {
        return new Profile(
                each.getKey(),
                ApiChoice.url(each.getValue().path("api").asString("")),
                each.getValue().path("key").asString(""));
    }

    private static void refuseIfOthersRead(Path path) {
        try {
            if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                return;
            }
            Set<PosixFilePermission> given = EnumSet.noneOf(PosixFilePermission.class);
            given.addAll(Files.getPosixFilePermissions(path));
            given.retainAll(OF_OTHERS);
            if (!given.isEmpty()) {
                throw new CommandFailedException(
                        "file %s holds keys, and others can use it: chmod 600 %s"
                                .formatted(path, path));
            }
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static JsonNode json(Path path) {
        try {
            return JSON.readTree(Files.readString(path));
        } catch (IOException | JacksonException e) {
            throw unreadable(path, e);
        }
    }

    private static CommandFailedException unreadable(Path path, Exception cause) {
        return new CommandFailedException(
                "file %s can't be read; `hooklane login` makes a new one once it is gone"
                        .formatted(path),
                cause);
    }
}
