package dev.graft.trainer.plan;

import dev.graft.contracts.task.Task;
import dev.graft.learning.strategy.TransferStrategy;
import dev.graft.learning.train.LabelledText;
import dev.graft.trainer.check.BackboneCheckReport;
import dev.graft.trainer.check.CheckStopped;
import dev.graft.trainer.check.CheckWatch;
import dev.graft.trainer.check.Probe;
import dev.graft.trainer.check.ProbeBackbones;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/**
 * The choice of a run's backbone, checked before anything is trained. A champion that the run starts from brings its
 * own; else it is the one that the task names; else the one on which a probe does best. Where nothing can be probed it
 * is the default, or the first by name where that one is not to be had.
 */
public final class ChooseBackbone {
    private static final Logger LOG = Logger.getLogger(ChooseBackbone.class);

    private final ProbeBackbones probes;

    public ChooseBackbone(ProbeBackbones probes) {
        this.probes = probes;
    }

    /**
     * The backbone with what was found of it.
     *
     * @param champion that the run starts from, with one of the request's backbones; empty: none
     * @param rows for training; of images and numbers none
     * @throws CheckStopped when the run may not go on
     */
    BackboneCheckReport choose(
            RunRequest request, Optional<LiveChampion> champion, List<LabelledText> rows, CheckWatch watch) {
        BackboneCheckReport report = probed(request, champion, rows, watch);
        LOG.infof(
                "run %s of task %s: backbone %s. %s %s",
                request.runId(),
                request.task(),
                report.backbone(),
                report.reason(),
                Objects.requireNonNullElse(report.summary(), report.skipped()));
        if (report.warning() != null) {
            LOG.warnf("run %s of task %s: %s", request.runId(), request.task(), report.warning());
        }
        return report;
    }

    private BackboneCheckReport probed(
            RunRequest request, Optional<LiveChampion> champion, List<LabelledText> rows, CheckWatch watch) {
        SortedMap<String, Integer> candidates = new TreeMap<>();
        request.strategies().forEach((name, advice) -> {
            if (champion.isEmpty() || champion.get().backbones().get(0).equals(name)) {
                candidates.put(name, tokens(advice.strategy()));
            }
        });
        Task task = request.snapshot().task();
        Probe probe = !task.ofTexts()
                ? new Probe.Skipped("backbones are probed with texts")
                : probes.probe(candidates, rows, task.labels(), request.seed(), watch);
        if (probe instanceof Probe.Done done) {
            String best = done.ranking().best().name();
            return BackboneCheckReport.of(best, reason(task, champion, best, done), done);
        }
        Probe.Skipped skipped = (Probe.Skipped) probe;
        String fallback = candidates.containsKey(Task.DEFAULT_BACKBONE) ? Task.DEFAULT_BACKBONE : candidates.firstKey();
        return BackboneCheckReport.skipped(fallback, reason(task, champion, fallback), skipped);
    }

    private static int tokens(TransferStrategy strategy) {
        return strategy.hyperParameters().maxLength();
    }

    private static String reason(Task task, Optional<LiveChampion> champion, String backbone, Probe.Done probe) {
        int count = probe.ranking().candidates().size();
        return count == 1
                ? reason(task, champion, backbone)
                : String.format(
                        Locale.ROOT,
                        "Of the %d backbones that this trainer carries a probe does best on %s (macro F1 %.3f).",
                        count,
                        backbone,
                        probe.ranking().best().score().macroF1());
    }

    private static String reason(Task task, Optional<LiveChampion> champion, String backbone) {
        if (champion.isPresent()) {
            return "The run starts from version " + champion.get().version() + ", so that version's backbone stays.";
        }
        if (task.ofNumbers()) {
            return "The head reads the features that the snapshot names.";
        }
        return task.backbone().equals(Task.AUTO_BACKBONE)
                ? backbone + " is taken where no probe can choose."
                : "The task names it.";
    }
}
