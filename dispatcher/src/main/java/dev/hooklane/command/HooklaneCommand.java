package dev.hooklane.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself; it does nothing without one of its commands. */
@Command(
        name = "hooklane",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Delivers domain events from Kafka to customers' HTTPS endpoints.",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "From a source tree, the start script also has `hooklane test`, `bench` and `e2e`.",
            "`hooklane COMMAND --help` shows a command's options, with an example.",
            "",
            "Example: run all of Hooklane on this machine, and publish an event",
            "  hooklane dev",
            "  hooklane publish --type message.created --data '{\"text\":\"hello\"}'"
        })
public final class HooklaneCommand implements Runnable {
    @Spec private CommandSpec spec = CommandSpec.create();

    private HooklaneCommand() {}

    /**
     * Returns the program with all its commands; {@code execute} runs one and returns its exit
     * code.
     */
    public static CommandLine commandLine(CommandContext context) {
        CommandLine topics =
                new CommandLine(new TopicsCommand())
                        .addSubcommand(new TopicsApplyCommand(context))
                        .addSubcommand(new TopicsCheckCommand(context));
        CommandLine endpoints =
                new CommandLine(new EndpointsCommand())
                        .addSubcommand(new EndpointsAddCommand(context))
                        .addSubcommand(new EndpointsListCommand(context))
                        .addSubcommand(new EndpointsShowCommand(context))
                        .addSubcommand(new EndpointsUpdateCommand(context))
                        .addSubcommand(new EndpointsTestCommand(context))
                        .addSubcommand(new EndpointsStatisticsCommand(context))
                        .addSubcommand(new EndpointsSetCommand(context))
                        .addSubcommand(new EndpointsFilterCommand(context))
                        .addSubcommand(new EndpointsAccessCommand(context))
                        .addSubcommand(new EndpointsRotateSecretCommand(context))
                        .addSubcommand(new EndpointsRotateSigningKeyCommand(context))
                        .addSubcommand(new EndpointsRemoveCommand(context));
        CommandLine accounts =
                new CommandLine(new AccountsCommand())
                        .addSubcommand(new AccountsListCommand(context));
        CommandLine deliveries =
                new CommandLine(new DeliveriesCommand())
                        .addSubcommand(new DeliveriesListCommand(context))
                        .addSubcommand(new DeliveriesShowCommand(context))
                        .addSubcommand(new DeliveriesTailCommand(context));
        CommandLine events =
                new CommandLine(new EventsCommand())
                        .addSubcommand(new EventsListCommand(context))
                        .addSubcommand(new EventsShowCommand(context));
        CommandLine rejected =
                new CommandLine(new RejectedCommand())
                        .addSubcommand(new RejectedListCommand(context))
                        .addSubcommand(new RejectedShowCommand(context));
        CommandLine lanes =
                new CommandLine(new LanesCommand()).addSubcommand(new LanesListCommand(context));
        CommandLine deadLetters =
                new CommandLine(new DeadLettersCommand())
                        .addSubcommand(new DeadLettersListCommand(context))
                        .addSubcommand(new DeadLettersRetryCommand(context));
        CommandLine replays =
                new CommandLine(new ReplaysCommand())
                        .addSubcommand(new ReplaysStartCommand(context))
                        .addSubcommand(new ReplaysListCommand(context))
                        .addSubcommand(new ReplaysShowCommand(context))
                        .addSubcommand(new ReplaysPauseCommand(context))
                        .addSubcommand(new ReplaysResumeCommand(context))
                        .addSubcommand(new ReplaysCancelCommand(context));
        CommandLine eventTypes =
                new CommandLine(new EventTypesCommand())
                        .addSubcommand(new EventTypesListCommand(context))
                        .addSubcommand(new EventTypesShowCommand(context))
                        .addSubcommand(new EventTypesSetCommand(context))
                        .addSubcommand(new EventTypesImportCommand(context))
                        .addSubcommand(new EventTypesArchiveCommand(context))
                        .addSubcommand(new EventTypesRestoreCommand(context));
        CommandLine sources =
                new CommandLine(new SourcesCommand())
                        .addSubcommand(new SourcesTestCommand(context))
                        .addSubcommand(new SourcesTryCommand(context))
                        .addSubcommand(new SourcesApplyCommand(context))
                        .addSubcommand(new SourcesListCommand(context))
                        .addSubcommand(new SourcesShowCommand(context))
                        .addSubcommand(new SourcesPauseCommand(context))
                        .addSubcommand(new SourcesResumeCommand(context))
                        .addSubcommand(new SourcesRewindCommand(context))
                        .addSubcommand(new SourcesRemoveCommand(context));
        CommandLine keys =
                new CommandLine(new KeysCommand())
                        .addSubcommand(new KeysAddCommand(context))
                        .addSubcommand(new KeysListCommand(context))
                        .addSubcommand(new KeysRevokeCommand(context));
        CommandLine links =
                new CommandLine(new LinksCommand())
                        .addSubcommand(new LinksListCommand(context))
                        .addSubcommand(new LinksShowCommand(context))
                        .addSubcommand(new LinksRevokeCommand(context));
        CommandLine erasures =
                new CommandLine(new ErasuresCommand())
                        .addSubcommand(new ErasuresStartCommand(context))
                        .addSubcommand(new ErasuresListCommand(context))
                        .addSubcommand(new ErasuresShowCommand(context));
        CommandLine profiles =
                new CommandLine(new ProfilesCommand())
                        .addSubcommand(new ProfilesListCommand(context));
        CommandLine secrets =
                new CommandLine(new SecretsCommand())
                        .addSubcommand(new SecretsNewKeyCommand(context))
                        .addSubcommand(new SecretsListCommand(context))
                        .addSubcommand(new SecretsRewrapCommand(context))
                        .addSubcommand(new SecretsDeriveCommand(context))
                        .addSubcommand(new SecretsAddKeyCommand(context))
                        .addSubcommand(new SecretsPromoteKeyCommand(context))
                        .addSubcommand(new SecretsResealCommand(context))
                        .addSubcommand(new SecretsRemoveOldKeysCommand(context));
        CommandLine commandLine =
                new CommandLine(new HooklaneCommand())
                        .addSubcommand(new DevCommand(context))
                        .addSubcommand(new RunCommand(context))
                        .addSubcommand(topics)
                        .addSubcommand(new PublishCommand(context))
                        .addSubcommand(endpoints)
                        .addSubcommand(events)
                        .addSubcommand(rejected)
                        .addSubcommand(new TopCommand(context))
                        .addSubcommand(new WaitingCommand(context))
                        .addSubcommand(lanes)
                        .addSubcommand(deliveries)
                        .addSubcommand(deadLetters)
                        .addSubcommand(replays)
                        .addSubcommand(accounts)
                        .addSubcommand(eventTypes)
                        .addSubcommand(sources)
                        .addSubcommand(keys)
                        .addSubcommand(links)
                        .addSubcommand(erasures)
                        .addSubcommand(new ExportCommand(context))
                        .addSubcommand(new ImportCommand(context))
                        .addSubcommand(new ValidateCommand(context))
                        .addSubcommand(new DiffCommand(context))
                        .addSubcommand(new ApplyCommand(context))
                        .addSubcommand(new ListenCommand(context))
                        .addSubcommand(secrets)
                        .addSubcommand(new LoginCommand(context))
                        .addSubcommand(new LogoutCommand(context))
                        .addSubcommand(profiles)
                        .addSubcommand(new DoctorCommand(context))
                        .addSubcommand(new CompletionCommand())
                        .addSubcommand(new TrainCommand());
        ErrorLine errorLine = new ErrorLine();
        return commandLine
                .setParameterExceptionHandler(errorLine)
                .setExecutionExceptionHandler(errorLine)
                .setUsageHelpAutoWidth(true)
                .setUsageHelpLongOptionsMaxWidth(30);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
