package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.graft.contracts.event.DatasetPrepared;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The broker or the object store goes away for a while: nothing is lost and the mesh goes on by itself. */
class OutageTest {
    private static Mesh mesh;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
    }

    @Test
    void waits_for_an_object_store_that_is_down_for_half_a_minute() throws IOException, InterruptedException {
        assumeTrue(mesh.ownsStore(), "the store is a server from outside, which this test does not stop");
        String task = "outage-store";
        mesh.declare(Rows.quickTask(task));
        mesh.service("store").stop();

        mesh.announce(task, Rows.some(40, 41));
        TimeUnit.SECONDS.sleep(30); // The length of the outage is what this test is about.
        assertThat(mesh.tap().events(task, DatasetPrepared.class)).isEmpty();
        mesh.service("store").start();

        Outcomes.awaitVerdicts(mesh, task, 1);
        Outcomes.assertOneOfEach(mesh, task);
    }

    @Test
    void goes_on_after_a_broker_restart_in_the_middle_of_a_run() throws IOException, InterruptedException {
        assumeTrue(mesh.ownsBroker(), "the broker is a server from outside, which this test does not restart");
        String task = "outage-broker";
        mesh.declare(Rows.slowTask(task, 3));
        mesh.announce(task, Rows.some(80, 42));
        mesh.tap().await(task, DatasetPrepared.class, Duration.ofSeconds(30));

        mesh.service("broker").restart();

        Outcomes.awaitVerdicts(mesh, task, 1);
        Outcomes.assertOneOfEach(mesh, task);
    }
}
