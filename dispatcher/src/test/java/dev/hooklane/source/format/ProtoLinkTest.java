package dev.hooklane.source.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hooklane.source.registry.RegisteredSchema;
import dev.hooklane.source.registry.SchemaType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Files that refer to what is not there. */
final class ProtoLinkTest {
    /** An empty message of the first type in its file. */
    private static final byte[] FIRST_TYPE = {0};

    @Test
    void anImportThatIsMissingIsNamedIfATypeOfItIsNeeded() {
        String needed =
                """
                syntax = "proto3"; import "money.proto"; message M { Money m = 1; }
                """;
        String optionsAlone =
                """
                syntax = "proto3"; import "validate.proto"; message M { int32 i = 1 [(min) = 1]; }
                """;

        assertThat(reason(needed, FIRST_TYPE))
                .isEqualTo(
                        "has field M.m of a type that is not there; imports without a reference: money.proto");
        assertThat(json(optionsAlone, FIRST_TYPE)).isEqualTo("{\"i\":0}");
    }

    @Test
    void aFileOfTheLatestEditionIsReadByItsFeatures() {
        String file =
                """
                edition = "2024";
                option features = { field_presence: IMPLICIT };
                export message M { int32 i = 1; Inner n = 2; int32 e = 3 [features.field_presence = EXPLICIT];
                  local message Inner {} }
                """;

        assertThat(json(file, FIRST_TYPE)).isEqualTo("{\"i\":0}");
    }

    @Test
    void aTypeThatIsNowhereIsRefused() {
        assertThat(reason("syntax = \"proto3\"; message M { Gone g = 1; }", FIRST_TYPE))
                .startsWith("is not valid: ");
        assertThat(reason("AAAA", FIRST_TYPE))
                .isEqualTo("is neither a .proto file nor its descriptor");
    }

    private static String json(String file, byte[] value) {
        return ProtoTree.read(compiled(file), value, 0).toString();
    }

    private static String reason(String file, byte[] value) {
        return catchThrowableOfType(
                        Undecodable.class, () -> ProtoTree.read(compiled(file), value, 0))
                .reason();
    }

    private static ProtoSchema compiled(String file) {
        return ProtoSchema.compile(new RegisteredSchema(7, SchemaType.PROTOBUF, file, List.of()));
    }
}
