package dev.hooklane.command.dev;

import dev.hooklane.config.HooklaneConfig;
import dev.hooklane.dispatcher.Version;
import dev.hooklane.retry.RetrySchedule;

/**
 * The text that a running {@code hooklane dev} prints: the addresses of its parts, and next steps.
 */
final class DevTable {
    private final DevSettings settings;
    private final HooklaneConfig config;
    private final DevFolder folder;
    private final String endpointId;

    DevTable(DevSettings settings, HooklaneConfig config, DevFolder folder, String endpointId) {
        this.settings = settings;
        this.config = config;
        this.folder = folder;
        this.endpointId = endpointId;
    }

    /**
     * @param program how the developer calls this program, such as {@code ./hooklane}
     */
    String text(String program) {
        String api = settings.api();
        String receiver = "http://127.0.0.1:" + settings.receiverPort();
        return """

        Hooklane %s, for development

          Kafka      %s
          API        %s  (open it in a browser for the console; sign in with the key)
          API key    %s
          receiver   %s  (shows what it received)
          account    %s
          endpoint   %s  receives all events at %s/
          schedule   %s  (short; the default in production is %s; --schedule changes it)
          state      %s  (kept across restarts; --fresh empties it)

          DEVELOPMENT ADDRESS RULES: endpoints may use http:// and the addresses
          %s. Never allow these to customers.

        Next, from another terminal in this folder:
          %s publish --type message.created --data '{"text":"hello"}'
          %s endpoints list
          %s dead-letters list
          curl -s -H 'Authorization: Bearer %s' '%s/v1/endpoints?account=%s'
        """
                .formatted(
                        Version.CURRENT,
                        settings.bootstrap(),
                        api,
                        config.api().key(),
                        receiver,
                        DevEndpoint.ACCOUNT,
                        endpointId,
                        receiver,
                        config.retry().schedule(),
                        RetrySchedule.DEFAULT,
                        folder,
                        config.endpoints().allowedNetworks(),
                        program,
                        program,
                        program,
                        config.api().key(),
                        api,
                        DevEndpoint.ACCOUNT);
    }
}
