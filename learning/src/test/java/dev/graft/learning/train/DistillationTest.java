package dev.graft.learning.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.NativeHandles;
import dev.graft.learning.TinyBert;
import dev.graft.learning.device.DeviceChoice;
import dev.graft.learning.device.GradMode;
import dev.graft.learning.model.ClassifierFolder;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.strategy.TransferStrategy.Distillation;
import dev.graft.learning.text.TextClassifier;
import dev.graft.learning.text.TextInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistillationTest {
    private static final int TEACHER_LAYERS = 4;
    private static final TrainingData DATA = TinyBert.data(120, 30, 3);
    private static final Distillation BOTH = new Distillation(
            2, 2, 0.5, 0.1, 1, TinyRun.HYPER.change().epochs(14).dropout(0).build());

    @TempDir
    static Path teacher;

    @TempDir
    Path folder;

    @BeforeAll
    static void trains_a_teacher() throws Exception {
        TransferStrategy longer =
                TinyRun.ALL.with(TinyRun.HYPER.change().epochs(14).build());
        TrainingOutcome.Completed outcome = TinyRun.complete(TinyRun.job(
                StartingPoint.backbone(TinyBert.files(32, TEACHER_LAYERS)),
                TinyBert.data(240, 30, 4),
                longer,
                1,
                teacher));
        assertThat(outcome.best().validationAccuracy()).isGreaterThan(0.8);
    }

    @Test
    void a_student_of_fewer_layers_learns_to_answer_as_its_teacher() throws Exception {
        // given
        Path cut = folder.resolve("cut");
        LayerDrop.student(ClassifierFolder.read(teacher), 2)
                .write(cut, job(BOTH, cut).card());

        // when
        TinyRun.complete(job(BOTH, folder));

        // then
        ClassifierFolder student = ClassifierFolder.read(folder);
        ClassifierFolder model = ClassifierFolder.read(teacher);
        assertThat(student.config().encoder().layers()).isEqualTo(2);
        assertThat(student.weights().keySet()).noneMatch(name -> name.startsWith("encoder.layer.2"));
        assertThat(student.weight("embeddings.position_embeddings.weight"))
                .isEqualTo(model.weight("embeddings.position_embeddings.weight"));
        assertThat(agreement(folder)).isGreaterThan(0.85).isGreaterThan(agreement(cut) + 0.3);
    }

    @Test
    void answers_bring_a_student_nearer_to_its_teacher_than_labels_alone() throws Exception {
        // given
        Distillation labels = new Distillation(1, 2, 1, 0, 0, BOTH.hyperParameters());
        Distillation answers = new Distillation(1, 2, 0, 0, 0, BOTH.hyperParameters());

        // when
        TinyRun.complete(job(labels, folder.resolve("labels")));
        TinyRun.complete(job(answers, folder.resolve("answers")));

        // then
        assertThat(divergence(folder.resolve("answers"), 1)).isLessThan(divergence(folder.resolve("labels"), 1) / 1.5);
    }

    @Test
    void the_same_job_gives_the_same_bytes() throws Exception {
        // when
        TinyRun.complete(job(BOTH, folder.resolve("one")));
        TinyRun.complete(job(BOTH, folder.resolve("two")));

        // then
        assertThat(folder.resolve("one/model.safetensors"))
                .hasSameBinaryContentAs(folder.resolve("two/model.safetensors"));
    }

    @Test
    void holds_no_more_native_arrays_with_every_epoch() throws Exception {
        // given
        List<Integer> during = new ArrayList<>();
        TrainingListener counting = new TrainingListener() {
            @Override
            public void onEpoch(EpochReport report) {
                during.add(handles());
            }
        };
        int before = handles();

        // when
        new FineTuning(job(BOTH, folder), CheckpointStore.NONE, counting, StopSignal.NEVER).run();

        // then
        assertThat(during.subList(1, during.size())).containsOnly(during.get(1));
        assertThat(handles()).isEqualTo(before);
    }

    @Test
    void a_student_with_all_layers_has_nothing_to_imitate_at_first() throws Exception {
        Distillation whole = new Distillation(TEACHER_LAYERS, 2, 0, 1, 1, BOTH.hyperParameters());
        assertThat(firstLoss(whole)).isCloseTo(0, within(1e-6));
    }

    @Test
    void the_loss_of_answers_is_their_divergence_times_the_squared_temperature() throws Exception {
        // given
        Distillation answers = new Distillation(2, 3, 0, 0, 0, BOTH.hyperParameters());
        Path student = folder.resolve("student");
        LayerDrop.student(ClassifierFolder.read(teacher), 2)
                .write(student, job(answers, student).card());

        // then
        assertThat(firstLoss(answers)).isCloseTo(9 * divergence(student, 3), within(1e-4));
    }

    @Test
    void the_losses_of_parts_add_up_to_the_batchs() throws Exception {
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job(BOTH, folder), TrainingListener.SILENT);
                NDManager step = session.manager.newSubManager()) {
            ImitatedRows<?> rows = imitated(session);
            int[] batch = IntStream.range(0, 9).toArray();
            double whole = rows.loss(step, batch, batch).getFloat();
            double parts = rows.loss(step, Arrays.copyOfRange(batch, 0, 4), batch)
                            .getFloat()
                    + rows.loss(step, Arrays.copyOfRange(batch, 4, 9), batch).getFloat();
            assertThat(parts).isCloseTo(whole, within(1e-5));
        }
    }

    @Test
    void padding_changes_nothing_of_what_is_imitated() throws Exception {
        Distillation ways = new Distillation(2, 2, 0, 1, 1, BOTH.hyperParameters());
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job(ways, folder), TrainingListener.SILENT);
                NDManager step = session.manager.newSubManager()) {
            ImitatedRows<?> rows = imitated(session);
            int[] batch = IntStream.range(0, 12).toArray();
            double alone = Arrays.stream(batch)
                    .mapToDouble(row -> rows.loss(step, new int[] {row}, batch).getFloat())
                    .sum();
            assertThat(rows.loss(step, batch, batch).getFloat()).isCloseTo((float) alone, within(1e-4f));
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 2, '2 5'", "6, 3, '1 3 5'", "6, 4, '1 2 4 5'", "12, 1, '11'", "2, 2, '0 1'"})
    void a_student_is_made_of_evenly_spaced_layers(int of, int layers, String expected) {
        assertThat(LayerDrop.kept(of, layers))
                .isEqualTo(
                        Arrays.stream(expected.split(" ")).map(Integer::valueOf).toList());
    }

    @Test
    void says_what_it_needs() throws Exception {
        // given
        Distillation deeper = new Distillation(TEACHER_LAYERS + 1, 2, 0.5, 1, 1, BOTH.hyperParameters());
        TrainingData stranger = new TrainingData(
                List.of(LabelledText.of("an owl", "animal")),
                List.of(LabelledText.of("a saw", "tool")),
                List.of("animal", "tool"));
        StartingPoint start = StartingPoint.champion(teacher);

        // then
        assertThatThrownBy(() -> TinyRun.complete(TinyRun.job(BOTH, 1, folder)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a distillation needs a champion");
        assertThatThrownBy(() -> TinyRun.complete(TinyRun.job(start, stranger, BOTH, 1, folder)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("knows all of [animal, tool]");
        assertThatThrownBy(() -> TinyRun.complete(job(deeper, folder)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a student of 5 layers")
                .hasMessageContaining("has 4");
    }

    @Test
    void is_read_as_it_is_written() {
        assertThat(TransferStrategy.fromJson(BOTH.toJson())).isEqualTo(BOTH);
        assertThat(BOTH.toJson()).startsWith("{\"kind\":\"distillation\",\"layers\":2,\"temperature\":2.0,");
    }

    private static TrainingJob job(Distillation strategy, Path output) throws Exception {
        return TinyRun.job(StartingPoint.champion(teacher), DATA, strategy, 1, output);
    }

    private static ImitatedRows<?> imitated(TrainingSession session) {
        return (ImitatedRows<?>) session.features(session.phases.get(0), session.manager, name -> {});
    }

    /** Of all training rows, as it is before the first step. */
    private double firstLoss(Distillation strategy) throws Exception {
        try (GradMode on = GradMode.on();
                TrainingSession session = TinyRun.session(job(strategy, folder), TrainingListener.SILENT);
                NDManager step = session.manager.newSubManager()) {
            int[] all = IntStream.range(0, DATA.train().size()).toArray();
            return imitated(session).loss(step, all, all).getFloat();
        }
    }

    /** How far a student's answers to the training rows are from the teacher's, in nats. */
    private static double divergence(Path student, double temperature) throws Exception {
        float[][] wanted = logits(teacher);
        float[][] own = logits(student);
        double sum = 0;
        for (int row = 0; row < own.length; row++) {
            double[] p = logSoftmax(wanted[row], temperature);
            double[] q = logSoftmax(own[row], temperature);
            for (int label = 0; label < p.length; label++) {
                sum += Math.exp(p[label]) * (p[label] - q[label]) / own.length;
            }
        }
        return sum;
    }

    private static int handles() {
        try {
            return NativeHandles.count();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The share of training rows that a student answers as the teacher does. */
    private static double agreement(Path student) throws Exception {
        float[][] wanted = logits(teacher);
        float[][] own = logits(student);
        return IntStream.range(0, own.length)
                .mapToDouble(row -> highest(own[row]) == highest(wanted[row]) ? 1.0 / own.length : 0)
                .sum();
    }

    private static int highest(float... logits) {
        return IntStream.range(0, logits.length)
                .boxed()
                .max(Comparator.comparingDouble(label -> logits[label]))
                .orElseThrow();
    }

    private static float[][] logits(Path model) throws Exception {
        List<TextInput> inputs = DATA.train().stream().map(LabelledText::input).toList();
        try (TextClassifier classifier = TextClassifier.load(model, DeviceChoice.CPU)) {
            return classifier.logits(inputs);
        }
    }

    private static double[] logSoftmax(float[] logits, double temperature) {
        double sum = 0;
        for (float logit : logits) {
            sum += Math.exp(logit / temperature);
        }
        double log = Math.log(sum);
        return IntStream.range(0, logits.length)
                .mapToDouble(label -> logits[label] / temperature - log)
                .toArray();
    }
}
