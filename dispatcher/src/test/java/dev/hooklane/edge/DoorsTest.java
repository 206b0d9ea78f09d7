package dev.hooklane.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DoorsTest {
    private static final InetAddress PROXY = InetAddress.ofLiteral("10.0.0.1");

    private final List<Refusal> refusals = new ArrayList<>();
    private final List<SocketChannel> channels = new ArrayList<>();
    private long now;
    private final Refusals noted =
            new Refusals() {
                @Override
                public void refused(CallerClass caller, Refusal refusal) {
                    refusals.add(refusal);
                }

                @Override
                public void slowed(CallerClass caller) {
                    throw new IllegalStateException("nobody is slowed where connections open");
                }
            };
    private final Doors doors =
            new Doors(6, 3, PROXY::equals, new Pace(200, () -> now), noted, () -> now);

    @AfterEach
    void close() throws IOException {
        for (SocketChannel channel : channels) {
            channel.close();
        }
    }

    @Test
    void atTheLimitOfAnAddressItsLongestIdleConnectionMakesRoom() throws IOException {
        SocketChannel first = opened("192.0.2.1");
        SocketChannel second = opened("192.0.2.1");
        SocketChannel other = opened("192.0.2.2");
        opened("192.0.2.1");
        door(first).busy();

        SocketChannel fourth = opened("192.0.2.1");

        assertThat(second.isOpen()).isFalse();
        assertThat(List.of(first, other, fourth)).allMatch(SocketChannel::isOpen);
        assertThat(doors.count()).isEqualTo(4);
        assertThat(refusals).containsExactly(Refusal.DISPLACED);
    }

    @Test
    void anAddressWhoseConnectionsAreAllAtWorkGetsNoMore() throws IOException {
        for (int i = 0; i < 3; i++) {
            door(opened("192.0.2.1")).busy();
        }

        assertThat(admit("192.0.2.1")).isFalse();
        assertThat(admit("192.0.2.2")).isTrue();
        assertThat(refusals).containsExactly(Refusal.ADDRESS_CONNECTIONS);
    }

    @Test
    void aProxysConnectionsCountInAllOnly() throws IOException {
        for (int i = 0; i < 6; i++) {
            door(opened("10.0.0.1")).busy();
        }

        assertThat(admit("192.0.2.1")).isFalse();
        assertThat(refusals).containsExactly(Refusal.CONNECTIONS);
    }

    @Test
    void strangersMakeRoomBeforeThoseWithAKey() throws IOException {
        SocketChannel known = opened("192.0.2.1");
        door(known).knows();
        door(known).busy();
        door(known).idle(now);
        now += 1_000;
        SocketChannel stranger = opened("192.0.2.2");
        now += 1_000;
        for (int i = 3; i < 7; i++) {
            opened("192.0.2." + i);
        }

        opened("192.0.2.7");

        assertThat(stranger.isOpen()).isFalse();
        assertThat(known.isOpen()).isTrue();
    }

    @Test
    void onlyHeadersThatTakeTooLongEndAConnection() throws IOException {
        SocketChannel reading = opened("192.0.2.1");
        SocketChannel busy = opened("192.0.2.2");
        door(busy).busy();
        SocketChannel idle = opened("192.0.2.3");
        door(idle).busy();
        door(idle).idle(now);
        now += TimeUnit.SECONDS.toNanos(11);
        SocketChannel fresh = opened("192.0.2.4");

        doors.closeSlow(Duration.ofSeconds(10));

        assertThat(reading.isOpen()).isFalse();
        assertThat(List.of(busy, idle, fresh)).allMatch(SocketChannel::isOpen);
        assertThat(refusals).containsExactly(Refusal.SLOW_HEADERS);
    }

    @Test
    void theNextRequestOfAConnectionHasItsOwnTime() throws IOException {
        SocketChannel channel = opened("192.0.2.1");
        door(channel).busy();
        now += TimeUnit.MINUTES.toNanos(1);
        door(channel).idle(now);
        now += TimeUnit.SECONDS.toNanos(20);
        door(channel).received(now);
        now += TimeUnit.SECONDS.toNanos(9);
        doors.closeSlow(Duration.ofSeconds(10));
        assertThat(channel.isOpen()).isTrue();

        now += TimeUnit.SECONDS.toNanos(2);
        door(channel).received(now);
        doors.closeSlow(Duration.ofSeconds(10));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatIsClosedIsForgotten() throws IOException {
        SocketChannel channel = opened("192.0.2.1");

        doors.closed(channel);
        doors.closed(channel);

        assertThat(doors.count()).isZero();
        assertThat(doors.find(channel)).isNull();
    }

    private Door door(SocketChannel channel) {
        Door door = doors.find(channel);
        assertThat(door).isNotNull();
        return door;
    }

    private SocketChannel opened(String address) throws IOException {
        assertThat(admit(address)).isTrue();
        now++;
        return channels.getLast();
    }

    private boolean admit(String address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        return doors.admit(channel, new InetSocketAddress(InetAddress.ofLiteral(address), 1));
    }
}
