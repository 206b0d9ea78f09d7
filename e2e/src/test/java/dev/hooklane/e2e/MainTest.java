package dev.hooklane.e2e;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.reflect.AnnotatedElement;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class MainTest {
    /** Otherwise picocli prints a warning before the help. */
    @ParameterizedTest
    @MethodSource("texts")
    void everyTextOfTheHelpIsAFormat(String text) {
        assertThatCode(() -> String.format(text)).doesNotThrowAnyException();
    }

    static Stream<String> texts() {
        Command command = Main.class.getAnnotation(Command.class);
        return Stream.of(
                        Stream.of(command.header(), command.description()),
                        Arrays.stream(Main.class.getDeclaredFields())
                                .map(MainTest::option)
                                .filter(Objects::nonNull)
                                .map(Option::description))
                .flatMap(each -> each)
                .flatMap(Arrays::stream);
    }

    private static Option option(AnnotatedElement field) {
        return field.getAnnotation(Option.class);
    }
}
