package dev.graft.dataprep.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.task.Gate;
import dev.graft.contracts.task.Preparation;
import dev.graft.contracts.task.Split;
import dev.graft.contracts.task.Strategy;
import dev.graft.contracts.task.Task;
import dev.graft.contracts.task.Trigger;
import dev.graft.dataprep.task.Declaration.InForce;
import dev.graft.dataprep.task.Declaration.Invalid;
import dev.graft.dataprep.testing.Batches;
import dev.graft.dataprep.testing.DataPrepProcess;
import dev.graft.dataprep.testing.MemoryStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeclareTaskTest {
    private final MemoryStore store = new MemoryStore();
    private final DataPrepProcess process = new DataPrepProcess(store, Clock.systemUTC(), new ArrayList<>());

    @Test
    void the_same_declaration_is_one_version_with_one_event() {
        InForce first = declare(Batches.task(Trigger.AT_ONCE));
        InForce again = declare(Batches.task(Trigger.AT_ONCE));

        assertThat(first.created()).isTrue();
        assertThat(again.created()).isFalse();
        assertThat(again.task())
                .isEqualTo(first.task())
                .extracting(Task::version)
                .isEqualTo(1);
        assertThat(again.event().id()).isEqualTo(first.event().id());
    }

    @Test
    void another_declaration_is_the_next_version_and_the_old_one_stays() {
        declare(Batches.task(Trigger.AT_ONCE));
        InForce next = declare(Batches.task(new Trigger(100, null, null)));

        assertThat(next.task().version()).isEqualTo(2);
        assertThat(new TaskCatalogue(store).version(Batches.TASK, 1)).isPresent();
        assertThat(new TaskCatalogue(store).newest(Batches.TASK)).contains(next.task());
    }

    @Test
    void a_version_that_another_process_declared_is_seen() {
        declare(Batches.task(Trigger.AT_ONCE));
        DataPrepProcess other = new DataPrepProcess(store, Clock.systemUTC(), new ArrayList<>());
        other.declare(Batches.task(new Trigger(100, null, null)));

        InForce next = declare(Batches.task(new Trigger(200, null, null)));

        assertThat(next.task().version()).isEqualTo(3);
    }

    @Test
    void a_task_may_leave_its_backbone_to_the_trainer() {
        InForce open = declare(
                new Task("open", null, null, Task.TEXT, List.of("a", "b"), Task.AUTO_BACKBONE, null, null, null, null));

        assertThat(open.task().backbone()).isEqualTo("auto");
    }

    @Test
    void a_task_may_name_backbones_in_the_object_store() {
        Strategy fusion = Strategy.fusion(List.of("own-bert"), null);

        declare(new Task("own", null, null, Task.TEXT, List.of("a", "b"), "own-bert", null, null, null, null));
        declare(new Task(
                "fused", null, null, Task.TEXT, List.of("a", "b"), Task.DEFAULT_BACKBONE, fusion, null, null, null));

        assertThat(store.list("tasks/")).hasSize(2);
    }

    @Test
    void every_fault_names_its_field_and_the_remedy() {
        Task wrong = new Task(
                "x",
                null,
                null,
                Task.TEXT,
                List.of("caf\u00E9", "cafe\u0301"),
                "gpt-9",
                null,
                null,
                new Trigger(null, null, "61 * * * *"),
                null);

        Declaration outcome = process.declareTask.declare(wrong, null);

        assertThat(((Invalid) outcome).faults())
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault).startsWith("backbone:").contains("use one of [all-minilm-l6-v2]"),
                        fault -> assertThat(fault)
                                .startsWith("trigger.schedule:")
                                .contains("30 2 * * *"),
                        fault -> assertThat(fault).startsWith("labels:").contains("keep one"));
        assertThat(store.list("tasks/")).isEmpty();
    }

    @Test
    void sizes_that_no_row_has_are_no_declaration() {
        assertThat(sizes(Task.TEXT, new Preparation(null, 9, 8, null, null))).contains("preparation.minimumChars");
        assertThat(sizes(Task.TEXT, pictures(64, null, null))).contains("are for tasks of images");
        assertThat(sizes(Task.IMAGE, pictures(64, 32, "grey"))).contains("preparation.minimumSide");
        assertThat(sizes(Task.IMAGE, pictures(null, 8, null))).contains("it is 16 where it is left out");
        assertThat(sizes(Task.IMAGE, pictures(4, 8, null))).isEmpty();
        assertThat(sizes(Task.IMAGE, pictures(64, 64, "colour"))).isEmpty();
    }

    private static Preparation pictures(Integer minimumSide, Integer maximumSide, String channels) {
        return new Preparation(null, null, null, null, null, null, null, minimumSide, maximumSide, channels);
    }

    private String sizes(String modality, Preparation preparation) {
        Task wish = new Task(
                "sizes",
                null,
                null,
                modality,
                List.of("a", "b"),
                "own-bert",
                Strategy.AUTO,
                Gate.DEFAULT,
                Trigger.AT_ONCE,
                Split.DEFAULT,
                preparation,
                Map.of());
        Declaration outcome = process.declareTask.declare(wish, null);
        return outcome instanceof Invalid invalid ? invalid.explanation() : "";
    }

    @Test
    void a_fusion_names_known_backbones_beside_the_tasks_own() {
        assertThat(fault(Strategy.fusion(List.of("gpt-9"), null)))
                .contains("strategy.backbones: [gpt-9] are not known", "use some of [all-minilm-l6-v2]");
        assertThat(fault(Strategy.fusion(List.of(Task.DEFAULT_BACKBONE), null))).contains("own backbone already");
        assertThat(fault(Strategy.ofKind(Strategy.KIND_FUSION))).contains("at least one backbone beside");
        Strategy probe = new Strategy(
                Strategy.KIND_LINEAR_PROBE,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(Task.DEFAULT_BACKBONE));
        assertThat(fault(probe)).contains("only the kind fusion");
    }

    @Test
    void a_fusion_names_the_tasks_own_backbone_too() {
        assertThat(fault(Task.AUTO_BACKBONE, Strategy.fusion(List.of(Task.DEFAULT_BACKBONE), null)))
                .contains("a fusion needs a task that names its backbone");
    }

    @Test
    void a_gate_does_not_ask_for_a_gain_and_take_a_loss() {
        Gate gate = new Gate(null, 0.01, null, null, null, null, null, 0.02, null, null);
        Task task = new Task(
                "torn", null, null, Task.TEXT, List.of("a", "b"), Task.DEFAULT_BACKBONE, null, gate, null, null);

        List<String> faults = ((Invalid) process.declareTask.declare(task, null)).faults();

        assertThat(faults).singleElement().asString().contains("nonInferiorityMargin", "leave one of them out");
    }

    private String fault(Strategy strategy) {
        return fault(Task.DEFAULT_BACKBONE, strategy);
    }

    private String fault(String backbone, Strategy strategy) {
        Task task = new Task("fused", null, null, Task.TEXT, List.of("a", "b"), backbone, strategy, null, null, null);
        List<String> faults = ((Invalid) process.declareTask.declare(task, null)).faults();
        assertThat(faults).hasSize(1);
        return faults.get(0);
    }

    private InForce declare(Task task) {
        return (InForce) process.declareTask.declare(task, null);
    }
}
