package dev.hooklane.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShareCacheTest {
    private final List<String> dropped = new ArrayList<>();
    private final ShareCache<String, String> cache =
            new ShareCache<>(4, 2, key -> key.substring(0, 1), dropped::add);

    private void put(String... keys) {
        for (String key : keys) {
            cache.put(key, "of " + key);
        }
    }

    @Test
    void anOwnerWithItsShareMakesRoomForItself() {
        put("a1", "b1", "b2", "b3");

        assertThat(dropped).containsExactly("of b1");
        assertThat(cache.find("a1")).hasValue("of a1");
    }

    @Test
    void ifAllIsTakenTheOneNotUsedForLongestGoes() {
        put("a1", "b1", "c1", "d1");
        cache.find("a1");

        put("e1");

        assertThat(dropped).containsExactly("of b1");
        assertThat(cache.find("a1")).isPresent();
    }

    @Test
    void whatIsReplacedIsDroppedAndCountsOnce() {
        put("a1", "a1", "a2");

        assertThat(dropped).containsExactly("of a1");
        assertThat(cache.values()).containsExactlyInAnyOrder("of a1", "of a2");
    }

    @Test
    void onlyWhatIsStillKeptIsRemoved() {
        put("a1");
        cache.remove("a1", "another");

        assertThat(cache.find("a1")).isPresent();
        cache.remove("a1", "of a1");
        assertThat(cache.find("a1")).isEmpty();
    }
}
