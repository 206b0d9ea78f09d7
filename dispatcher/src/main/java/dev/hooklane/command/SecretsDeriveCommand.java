package dev.hooklane.command;

import dev.hooklane.config.Role;
import dev.hooklane.dispatcher.RoleKeys;
import dev.hooklane.secret.DerivedKeys;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Prints the derived keys that some roles need, for instances without the master key. */
@Command(
        name = "derive",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the keys that instances with these roles need, derived from a key file's keys,"
                    + " for their secrets.key-file.",
            "Instances with other roles keep what these keys don't open: with the keys for"
                    + " delivery nobody can make a session or a portal link.",
            "If a KMS encrypts the key file, it encrypts what is printed, too."
        },
        footerHeading = "%n",
        footer = {
            "Example: a key file for instances that only deliver",
            "  (umask 077; hooklane secrets derive --for delivery secrets.json > delivery.json)"
        })
final class SecretsDeriveCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();
    @Mixin private SecretKeyFile file = new SecretKeyFile();

    @Option(
            names = "--for",
            required = true,
            split = ",",
            paramLabel = "ROLE",
            description = "The roles: fan-out, delivery, control-plane, sources.")
    private List<String> roles = List.of();

    private final CommandContext context;

    SecretsDeriveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public void run() {
        context.silenceLog();
        List<Role> named = roles.stream().map(this::role).toList();
        spec.commandLine()
                .getOut()
                .println(
                        file.likeFile(
                                context,
                                DerivedKeys.of(file.read(context)).only(RoleKeys.of(named))));
    }

    private Role role(String name) {
        return Arrays.stream(Role.values())
                .filter(role -> role.settingName().equals(name))
                .findAny()
                .orElseThrow(() ->
                        new ParameterException(
                                spec.commandLine(),
                                "role '%s' is not fan-out, delivery or control-plane"
                                        .formatted(name)));
    }
}
