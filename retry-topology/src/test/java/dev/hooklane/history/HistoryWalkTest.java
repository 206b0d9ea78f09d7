package dev.hooklane.history;

import static dev.hooklane.history.ModelledDisk.ENDPOINTS;
import static dev.hooklane.history.ModelledDisk.brief;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hooklane.delivery.DeliveryHistory;
import dev.hooklane.delivery.DeliveryStatus;
import dev.hooklane.delivery.HistoryCodec;
import dev.hooklane.delivery.HistoryHead;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks through the history on disk. */
class HistoryWalkTest {
    private final ModelledDisk stored;

    HistoryWalkTest(@TempDir Path folder) {
        stored = new ModelledDisk(folder);
    }

    @AfterEach
    void close() {
        stored.close();
    }

    @Test
    void walksComePastEachDeliveryOnceTheEarliestEventFirst() {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                stored.write(stored.history(random));
            }
            HistoryWalk walk = stored.walk(random);

            assertThat(brief(walked(walk)))
                    .as("seed %d, %s", seed, walk)
                    .isEqualTo(brief(stored.expected(walk)));
        }
    }

    @Test
    void aWalkEndsAfterItsShareOfWorkAndSaysWhereToGoOn() {
        for (int i = 0; i <= HistoryWalk.LOOKED_AT_MAX; i++) {
            DeliveryHistory each = stored.history(0, i, 0, new DeliveryStatus.Delivered());
            byte[] value = HistoryCodec.write(each);
            stored.disk.write(each.id(), HistoryHead.read(value), value, stored.offset++);
        }
        HistoryWalk walk =
                new HistoryWalk(
                        ENDPOINTS.getFirst(),
                        Set.of(DeliveryStatus.Kind.DEAD, DeliveryStatus.Kind.DELIVERED),
                        Optional.empty(),
                        Optional.empty(),
                        each -> each.status() instanceof DeliveryStatus.Dead,
                        Optional.empty(),
                        10);

        HistoryStretch first = stored.disk.walk(walk);
        HistoryStretch second = stored.disk.walk(after(walk, first));

        assertThat(first.found()).isEmpty();
        assertThat(first.last()).isPresent();
        assertThat(first.isEnd()).isFalse();
        assertThat(second.found()).isEmpty();
        assertThat(second.isEnd()).isTrue();
    }

    private List<DeliveryHistory> walked(HistoryWalk walk) {
        List<DeliveryHistory> all = new ArrayList<>();
        HistoryStretch stretch = stored.disk.walk(walk);
        all.addAll(stretch.found());
        while (!stretch.isEnd()) {
            stretch = stored.disk.walk(after(walk, stretch));
            assertThat(stretch.found()).hasSizeLessThanOrEqualTo(walk.limit());
            all.addAll(stretch.found());
        }
        return all;
    }

    private static HistoryWalk after(HistoryWalk walk, HistoryStretch stretch) {
        return new HistoryWalk(
                walk.endpoint(),
                walk.statuses(),
                walk.from(),
                walk.until(),
                walk.wanted(),
                stretch.last(),
                walk.limit());
    }
}
