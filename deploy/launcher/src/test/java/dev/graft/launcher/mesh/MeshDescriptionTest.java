package dev.graft.launcher.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.graft.launcher.process.Launch;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeshDescriptionTest {

    @TempDir
    Path folder;

    @Test
    void knows_store_broker_and_the_six_services_on_ports_of_their_own() {
        MeshDescription mesh = MeshDescription.standard();

        assertThat(mesh.services())
                .extracting(ServiceDescription::name)
                .containsExactly(
                        "store", "broker", "data-prep", "trainer", "evaluator", "registry", "predictor", "dashboard");
        assertThat(mesh.services().stream().flatMap(service -> service.ports().stream()))
                .doesNotHaveDuplicates();
        assertThat(mesh.layers().get(0)).extracting(ServiceDescription::name).containsExactly("store", "broker");
    }

    @Test
    void names_the_services_when_asked_for_another() {
        assertThatThrownBy(() -> MeshDescription.standard().service("trainr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("trainr")
                .hasMessageContaining("trainer");
    }

    @Test
    void starts_a_service_with_its_port_and_the_stores_secret_in_the_environment_alone() throws Exception {
        MeshHome home = new MeshHome(folder);
        StoreCredentials credentials = StoreCredentials.of(home);
        MeshPlan plan = new MeshPlan(folder, home, 9_000, credentials, MeshDescription.standard());

        Launch launch = plan.launch(plan.description().service("trainer"));

        assertThat(launch.environment())
                .containsEntry("QUARKUS_HTTP_PORT", "9012")
                .containsEntry("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9001")
                .containsEntry("GRAFT_STORE_ENDPOINT", "http://127.0.0.1:9000")
                .containsEntry("GRAFT_STORE_SECRET_KEY", credentials.secretKey())
                .containsEntry("KAFKA_GROUP_INSTANCE_ID", "trainer");
        assertThat(launch.program().toString()).doesNotContain(credentials.secretKey());
        assertThat(launch.toString()).doesNotContain(credentials.secretKey());
    }

    @Test
    void gives_another_digest_when_a_jar_has_changed() throws Exception {
        Path jar =
                Files.createDirectories(folder.resolve("deploy/store/target")).resolve("graft-local-store.jar");
        MeshHome home = new MeshHome(folder.resolve("home"));
        MeshPlan plan = new MeshPlan(folder, home, 9_000, StoreCredentials.of(home), MeshDescription.standard());
        ServiceDescription store = plan.description().service("store");
        Files.writeString(jar, "one");
        String before = plan.launch(store).identity().configuration();

        Files.writeString(jar, "another");

        assertThat(plan.launch(store).identity().configuration()).isNotEqualTo(before);
    }
}
