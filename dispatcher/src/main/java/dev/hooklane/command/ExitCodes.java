package dev.hooklane.command;

import dev.hooklane.client.ApiException;
import dev.hooklane.topic.KafkaUnavailableException;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RetriableException;
import picocli.CommandLine.ExitCode;

/** How commands end, for scripts. */
final class ExitCodes {
    /** It can't be done, or the other side refused it. */
    static final int REFUSED = ExitCode.SOFTWARE;

    /** Neither done nor refused: the API or Kafka gave no answer. */
    static final int UNREACHABLE = 3;

    /** What was waited for has ended, but not all of it as it should. */
    static final int ENDED_WITH_FAILURES = 4;

    /** Nothing failed, but what was compared is not the same. */
    static final int DIFFERS = 5;

    private ExitCodes() {}

    /** Returns the exit code of a command that failed. */
    static int of(Exception failure) {
        boolean isUnanswered =
                switch (failure) {
                    case ApiException api -> api.status() == ApiException.NO_ANSWER;
                    case KafkaUnavailableException kafka -> !isRefusal(kafka);
                    case RetriableException _ -> true;
                    default -> false;
                };
        return isUnanswered ? UNREACHABLE : REFUSED;
    }

    /** Reports whether a broker said no, such as to a password, and would say it again. */
    private static boolean isRefusal(KafkaUnavailableException failure) {
        return Stream.<Throwable>iterate(failure, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof org.apache.kafka.common.errors.ApiException
                                && !(cause instanceof RetriableException));
    }
}
