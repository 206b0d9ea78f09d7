package dev.hooklane.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class SourcesTestCommandTest {
    private static final String MAPPING =
            """
            mapping:
              when: value.status == "PAID"
              account: headers.tenant
              type: "'order.paid'"
              data: {orderId: value.id, total: number(value.total)}
            """;
    private static final String EXAMPLES =
            """
            examples:
              - name: paid
                record: {headers: {tenant: acct_7}, value: {status: PAID, id: ord_1, total: "12.50", card: "4111"}}
                event: {account: acct_7, type: order.paid, data: {orderId: ord_1, total: 12.5}}
              - record: {value: {status: NEW}}
                skipped: true
              - name: no tenant
                record: {value: {status: PAID}}
                rejected: headers.tenant is not there
            """;
    private static final String WRONG =
            """
              - name: wrong
                record: {headers: {tenant: acct_7}, value: {status: PAID, id: ord_1, total: "12.50"}}
                event: {account: acct_8, type: order.paid, id: ord_1, data: {orderId: ord_1, total: "12.50", note: x}}
              - name: not skipped
                record: {headers: {tenant: acct_7}, value: {status: PAID, id: ord_1, total: "1"}}
                skipped: true
              - name: another reason
                record: {value: {status: PAID}}
                rejected: value.status
            """;

    @Test
    void examplesThatAreAsExpectedAreOk() {
        CommandRun run = run(MAPPING + EXAMPLES);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .isEqualTo(
                        """
                        ok       paid
                        ok       examples[1]
                        ok       no tenant
                        3 ok, 0 differ
                        """);
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void whatDiffersIsShownLineByLine() {
        CommandRun run = run(MAPPING + "examples:\n" + WRONG);

        assertThat(run.out())
                .isEqualTo(
                        """
                        differs  wrong
                                 account: expected 'acct_8', got 'acct_7'
                                 id: expected 'ord_1', got nothing
                                 data.total: expected "12.50", got 12.50
                                 data.note: expected "x", got nothing
                        differs  not skipped
                                 expected skipped, got event order.paid of account acct_7
                        differs  another reason
                                 expected the reason to contain 'value.status', got 'account: headers.tenant is not there; headers has no fields'
                        0 ok, 3 differ
                        """);
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DIFFERS);
    }

    @Test
    void scriptsGetOneObject() {
        CommandRun run = run(MAPPING + EXAMPLES + WRONG, "--json");

        assertThat(run.out().lines()).hasSize(1);
        assertThat(JsonMapper.shared().readTree(run.out()).path("counts").toString())
                .isEqualTo("{\"ok\":3,\"differs\":3}");
        assertThat(run.out())
                .contains("{\"name\":\"paid\",\"result\":\"ok\",\"differences\":[]}")
                .contains("\"id: expected 'ord_1', got nothing\"");
        assertThat(run.exitCode()).isEqualTo(ExitCodes.DIFFERS);
    }

    @Test
    void aMistakeInTheMappingHasItsPlaceInTheFile() {
        CommandRun run = run(MAPPING.replace("headers.tenant", "header.tenant") + EXAMPLES);

        assertThat(run.err())
                .isEqualTo(
                        "hooklane: file -: line 3, column 12: account: 'header' is not known; a path begins"
                                + " with value, key, headers or metadata, and a text is in quotes\n");
        assertThat(run.out()).isEmpty();
        assertThat(run.exitCode()).isOne();
    }

    @Test
    void aFileWithoutExamplesTestsNothing() {
        CommandRun run = run(MAPPING);

        assertThat(run.err()).isEqualTo("hooklane: file - has no examples\n");
        assertThat(run.exitCode()).isOne();
    }

    private static CommandRun run(String file, String... more) {
        String[] arguments = new String[more.length + 4];
        System.arraycopy(new String[] {"sources", "test", "-f", "-"}, 0, arguments, 0, 4);
        System.arraycopy(more, 0, arguments, 4, more.length);
        return CommandRun.in(Path.of("none"), Map.of(), file, arguments);
    }
}
