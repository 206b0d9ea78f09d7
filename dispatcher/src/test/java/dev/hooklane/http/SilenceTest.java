package dev.hooklane.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import org.junit.jupiter.api.Test;

/** Whether a pooled connection is silent, as {@link StaleConnections} judges it. */
final class SilenceTest {
    private static final int END = -1;

    @Test
    void aTimeoutWithNothingUnreadIsSilence() throws IOException {
        assertThat(StaleConnections.isSilent(new Late(10, END), () -> false)).isTrue();
    }

    /** As if the thread had waited for a core until the timeout was over. */
    @Test
    void anEndThatWasThereBeforeTheTimeoutIsNoSilence() throws IOException {
        Late in = new Late(1, END);

        assertThat(StaleConnections.isSilent(in, in::hasUnread)).isFalse();
    }

    @Test
    void bytesThatNobodyAskedForAreNoSilence() throws IOException {
        Late in = new Late(2, 'H');

        assertThat(StaleConnections.isSilent(in, in::hasUnread)).isFalse();
    }

    @Test
    void aServerThatNeverStopsSendingIsNoSilence() throws IOException {
        assertThat(StaleConnections.isSilent(new Late(1_000, END), () -> true)).isFalse();
    }

    /** Times out some times although its answer has arrived. */
    private static final class Late extends InputStream {
        private final int answer;
        private int timeouts;

        Late(int timeouts, int answer) {
            this.timeouts = timeouts;
            this.answer = answer;
        }

        @Override
        public int read() throws IOException {
            if (timeouts-- > 0) {
                throw new SocketTimeoutException();
            }
            return answer;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            throw new UnsupportedOperationException("silence is judged byte by byte");
        }

        boolean hasUnread() {
            return timeouts >= 0;
        }
    }
}
