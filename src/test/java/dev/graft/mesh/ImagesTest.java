package dev.graft.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.graft.contracts.StoreLayout;
import dev.graft.contracts.document.StoredBackbone;
import dev.graft.contracts.event.BatchAccepted;
import dev.graft.contracts.event.BatchLabelled;
import dev.graft.contracts.event.ModelFolder;
import dev.graft.contracts.event.ObjectRef;
import dev.graft.contracts.event.RunCompleted;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.learning.image.ChannelOrder;
import dev.graft.learning.image.Preprocessing;
import dev.graft.learning.image.Resampling;
import dev.graft.learning.image.backbone.ImageBackboneConfig;
import dev.graft.learning.image.backbone.ImageBackbones;
import dev.graft.learning.image.backbone.ImageFamily;
import dev.graft.platform.json.Json;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An archive of images becomes a model that answers images, on a network that somebody put into the object store. */
class ImagesTest {
    private static final String TASK = "colours";
    private static final String BACKBONE = "small-network";
    private static final int SIDE = 48;
    private static final int EACH = 40;

    private static Mesh mesh;

    @TempDir
    static Path folder;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mesh = Mesh.shared();
        storeBackbone();
    }

    @Test
    void from_an_archive_to_an_answer() throws Exception {
        mesh.declare(task());

        announce("first", archive(new Random(1)));
        Outcomes.awaitVerdicts(mesh, TASK, 1);

        BatchAccepted taken =
                mesh.tap().events(TASK, BatchAccepted.class).get(0).data();
        assertThat(taken.rows().accepted()).isEqualTo(2 * EACH + 1);
        assertThat(taken.rows().quarantined()).isEqualTo(2);
        assertThat(taken.rows().duplicates()).isEqualTo(1);
        assertThat(quarantine(taken.batchId()))
                .contains("\"rule\":\"image-cut-off\"", "\"rule\":\"image-format\"", "\"image\":\"warm/notes.txt\"");
        assertThat(mesh.get("data-prep", "/tasks/" + TASK + "/batches/" + taken.batchId() + "/report")
                        .body())
                .contains("warm/notes.txt", "Read as zip", "by the frozen features of " + BACKBONE);
        String warm = Base64.getEncoder().encodeToString(picture("warm", new Random(77)));
        mesh.tap()
                .awaitTrue(
                        "an answer", () -> ask("{\"image\":\"" + warm + "\"}").statusCode() == 200, Outcomes.PATIENCE);
        String cold = Base64.getEncoder().encodeToString(picture("cold", new Random(78)));
        String both = ask("{\"images\":[\"" + warm + "\",\"" + cold + "\"]}").body();
        assertThat(labels(both)).containsExactly("warm", "cold");
        assertThat(inferred(cold)).contains("\"data\":[\"cold\"]");
        assertThat(ask("{\"text\":\"warm\"}").body()).contains("The model reads images");
        assertThat(ask("{\"image\":\"AAAA\"}").body()).contains("input 0 cannot be read");
    }

    @Test
    void the_next_run_starts_from_the_champion() throws Exception {
        Task task = task("colours-again", Strategy.KIND_FINE_TUNE, Strategy.WARM_START_CHAMPION);
        mesh.declare(task);
        announce(task.name(), "second", archive(new Random(2)));
        Outcomes.awaitVerdicts(mesh, task.name(), 1);

        announce(task.name(), "third", archive(new Random(3)));
        Outcomes.awaitVerdicts(mesh, task.name(), 2);

        assertThat(mesh.tap().events(task.name(), RunCompleted.class))
                .extracting(event -> event.data().championVersion())
                .containsExactly(null, 1);
    }

    private static Task task() {
        return task(TASK, Strategy.KIND_LINEAR_PROBE, Strategy.WARM_START_FRESH);
    }

    private static Task task(String name, String kind, String warmStart) {
        Task quick = Rows.quickTask(name);
        Map<String, Object> flipped = Map.of(
                "imageAugmentation", Map.of("steps", List.of(Map.of("step", "horizontal-flip", "probability", 0.5))));
        return new Task(
                name,
                null,
                null,
                Task.IMAGE,
                List.of("cold", "warm"),
                BACKBONE,
                new Strategy(kind, warmStart, null, 3, 16, null, null, null, null, 3, 7L, flipped),
                quick.gate(),
                quick.trigger(),
                quick.split());
    }

    private static void storeBackbone() throws IOException {
        Preprocessing preprocessing = new Preprocessing(
                SIDE, Resampling.BILINEAR, SIDE, ChannelOrder.RGB, List.of(.5, .5, .5), List.of(.5, .5, .5));
        ImageBackbones.write(
                ImageBackbones.random(ImageBackboneConfig.torchvision(ImageFamily.SQUEEZENET1_0, 0), preprocessing, 5),
                folder);
        String prefix = StoreLayout.backboneUploadPrefix(BACKBONE, "test");
        List<ModelFolder.File> files = new ArrayList<>();
        for (String name : List.of("config.json", "model.safetensors")) {
            byte[] content = Files.readAllBytes(folder.resolve(name));
            ObjectRef sent = mesh.store().put(prefix + name, content, "application/octet-stream");
            files.add(new ModelFolder.File(name, sent.sha256(), content.length));
        }
        StoredBackbone manifest = new StoredBackbone(
                BACKBONE, "test", "apache-2.0", new ModelFolder(mesh.store().uri(prefix), files));
        mesh.store().put(StoreLayout.backboneManifest(BACKBONE), Json.bytes(manifest), "application/json");
    }

    /** Some of each label, one twice, one cut off, and a file that is none. */
    private static byte[] archive(Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < EACH; i++) {
                add(zip, "warm/" + i + ".png", picture("warm", random));
                add(zip, "cold/" + i + ".png", picture("cold", random));
            }
            byte[] last = picture("warm", new Random(5));
            add(zip, "warm/cut.png", Arrays.copyOf(last, last.length / 2));
            add(zip, "warm/notes.txt", "taken on monday".getBytes(StandardCharsets.UTF_8));
            add(zip, "cold/again.png", picture("cold", new Random(6)));
            add(zip, "cold/once-more.png", picture("cold", new Random(6)));
        }
        return bytes.toByteArray();
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    /** Blots of a warm or a cold colour on grey. */
    private static byte[] picture(String label, Random random) throws IOException {
        BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        int block = SIDE / 6;
        for (int y = 0; y < SIDE; y += block) {
            for (int x = 0; x < SIDE; x += block) {
                int strong = 150 + random.nextInt(100);
                int weak = random.nextInt(80);
                int other = random.nextInt(120);
                int rgb = label.equals("warm") ? strong << 16 | other << 8 | weak : weak << 16 | other << 8 | strong;
                for (int pixel = 0; pixel < block * block; pixel++) {
                    picture.setRGB(x + pixel % block, y + pixel / block, rgb);
                }
            }
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }

    private static void announce(String name, byte[] archive) {
        announce(TASK, name, archive);
    }

    private static void announce(String task, String name, byte[] archive) {
        ObjectRef object = mesh.store().put("inbox/" + name + ".zip", archive, "application/zip");
        mesh.send(new BatchLabelled(
                task, null, new BatchLabelled.Source(object.uri(), object.sha256(), "zip", null, null), null));
    }

    private static String quarantine(String batch) throws IOException, InterruptedException {
        return mesh.get("data-prep", "/tasks/" + TASK + "/batches/" + batch + "/quarantine")
                .body();
    }

    private static HttpResponse<String> ask(String question) {
        try {
            return mesh.post("predictor", "/predict/" + TASK, question);
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String inferred(String image) throws IOException, InterruptedException {
        return mesh.post(
                        "predictor",
                        "/v2/models/" + TASK + "/infer",
                        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"" + image
                                + "\"]}]}")
                .body();
    }

    private static List<String> labels(String answer) {
        List<String> labels = new ArrayList<>();
        Json.read(answer.getBytes(StandardCharsets.UTF_8), JsonNode.class)
                .path("predictions")
                .forEach(each -> labels.add(each.path("label").asText()));
        return labels;
    }
}
