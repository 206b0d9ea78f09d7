package dev.hooklane.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.Attempt;
import dev.hooklane.delivery.AttemptOutcome;
import dev.hooklane.delivery.AttemptOutcome.ErrorStatus;
import dev.hooklane.delivery.AttemptOutcome.NoResponse;
import dev.hooklane.delivery.AttemptOutcome.Success;
import dev.hooklane.delivery.DeadLetterReason;
import dev.hooklane.delivery.ErrorKind;
import dev.hooklane.delivery.Trigger;
import dev.hooklane.endpoint.EndpointSettings;
import dev.hooklane.retry.NextMove.Finish;
import dev.hooklane.retry.NextMove.GiveUp;
import dev.hooklane.retry.NextMove.Retry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RetryRulesTest {
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);
    private static final Duration THIRTY_MINUTES = Duration.ofMinutes(30);
    private static final Duration EIGHT_HOURS = Duration.ofHours(8);

    private final RetryRules rules = new RetryRules(RetrySchedule.DEFAULT);

    @Test
    void everySuccessFinishes() {
        for (int status = 200; status < 300; status++) {
            assertThat(after(1, new Success(status, ""))).isEqualTo(new Finish());
        }
    }

    @Test
    void everyOtherStatusButGoneIsRetried() {
        for (int status = 100; status < 600; status++) {
            if (status / 100 != 2 && status != 410) {
                assertThat(after(1, new ErrorStatus(status, Optional.empty(), "")))
                        .as("status %d", status)
                        .isEqualTo(new Retry(new Step(FIVE_MINUTES), FIVE_MINUTES));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ErrorKind.class)
    void everyMissingResponseIsRetried(ErrorKind kind) {
        assertThat(after(1, new NoResponse(kind, "")))
                .isEqualTo(new Retry(new Step(FIVE_MINUTES), FIVE_MINUTES));
    }

    @ParameterizedTest
    @CsvSource({"1,5m", "2,30m", "3,2h", "4,8h"})
    void eachFailureGoesToItsStep(int attempt, String step) {
        assertThat(after(attempt, new ErrorStatus(500, Optional.empty(), "")))
                .isInstanceOfSatisfying(
                        Retry.class, retry -> assertThat(retry.step().label()).isEqualTo(step));
    }

    @Test
    void theFifthFailureGivesUp() {
        assertThat(after(5, new ErrorStatus(500, Optional.empty(), "")))
                .isEqualTo(new GiveUp(DeadLetterReason.EXHAUSTED));
    }

    @Test
    void goneGivesUpAtOnce() {
        assertThat(after(1, new ErrorStatus(410, Optional.empty(), "")))
                .isEqualTo(new GiveUp(DeadLetterReason.GONE));
    }

    @ParameterizedTest
    @EnumSource(names = {"MANUAL", "REPLAY", "TEST"})
    void whatWasAskedForByHandIsOneAttempt(Trigger trigger) {
        Attempt failed = attempt(2, new ErrorStatus(500, Optional.of(FIVE_MINUTES), ""));

        assertThat(rules.after(failed, trigger, EndpointSettings.defaults()))
                .isEqualTo(new GiveUp(DeadLetterReason.EXHAUSTED));
    }

    @Test
    void retryAfterShorterThanTheStepChangesNothing() {
        assertThat(after(1, unavailable(Duration.ofSeconds(10))))
                .isEqualTo(new Retry(new Step(FIVE_MINUTES), FIVE_MINUTES));
    }

    @Test
    void retryAfterLongerThanTheStepWins() {
        Duration asked = Duration.ofMinutes(12);

        assertThat(after(1, unavailable(asked)))
                .isEqualTo(new Retry(new Step(FIVE_MINUTES), asked));
    }

    @Test
    void retryAfterIsAtMostTheNextLongerStep() {
        assertThat(after(1, unavailable(Duration.ofDays(3))))
                .isEqualTo(new Retry(new Step(FIVE_MINUTES), THIRTY_MINUTES));
    }

    @Test
    void retryAfterCantLengthenTheLongestStep() {
        assertThat(after(4, unavailable(Duration.ofDays(3))))
                .isEqualTo(new Retry(new Step(EIGHT_HOURS), EIGHT_HOURS));
    }

    @Test
    void retryAfterDoesNotSaveTheLastAttempt() {
        assertThat(after(5, unavailable(Duration.ofSeconds(1))))
                .isEqualTo(new GiveUp(DeadLetterReason.EXHAUSTED));
    }

    @Test
    void anEndpointsOwnScheduleSkipsSteps() {
        Attempt first = attempt(1, new ErrorStatus(500, Optional.empty(), ""));

        assertThat(rules.after(first, Trigger.EVENT, choosing(Duration.ZERO, THIRTY_MINUTES)))
                .isEqualTo(new Retry(new Step(THIRTY_MINUTES), THIRTY_MINUTES));
    }

    @Test
    void theFailureAfterAnEndpointsLastStepGivesUp() {
        Attempt second = attempt(2, new ErrorStatus(500, Optional.empty(), ""));

        assertThat(rules.after(second, Trigger.EVENT, choosing(Duration.ZERO, THIRTY_MINUTES)))
                .isEqualTo(new GiveUp(DeadLetterReason.EXHAUSTED));
    }

    @Test
    void retryAfterMayLastAsLongAsAStepThatTheEndpointSkips() {
        Attempt first = attempt(1, unavailable(Duration.ofMinutes(12)));

        assertThat(rules.after(first, Trigger.EVENT, choosing(Duration.ZERO, FIVE_MINUTES)))
                .isEqualTo(new Retry(new Step(FIVE_MINUTES), Duration.ofMinutes(12)));
    }

    private static EndpointSettings choosing(Duration... schedule) {
        return new EndpointSettings(
                Optional.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                false,
                Optional.of(List.of(schedule)));
    }

    private static AttemptOutcome unavailable(Duration retryAfter) {
        return new ErrorStatus(503, Optional.of(retryAfter), "");
    }

    private NextMove after(int number, AttemptOutcome outcome) {
        return rules.after(attempt(number, outcome), Trigger.EVENT, EndpointSettings.defaults());
    }

    private static Attempt attempt(int number, AttemptOutcome outcome) {
        return new Attempt(number, Instant.EPOCH, Duration.ofMillis(20), outcome);
    }
}
