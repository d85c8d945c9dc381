package dev.graft.launcher.lifecycle;

import dev.graft.launcher.mesh.MeshPlan;
import dev.graft.launcher.mesh.ServiceDescription;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The use case "up": every service of the plan runs and is ready, layer by layer, or the problems are told. */
public final class BringUp {

    private final MeshPlan plan;
    private final Duration bound;
    private final Progress progress;

    /** @param bound the longest that one service may take to be ready */
    public BringUp(MeshPlan plan, Duration bound, Progress progress) {
        this.plan = plan;
        this.bound = bound;
        this.progress = progress;
    }

    /** The problems, none when all is ready. A layer is not tried when the one below it has a problem. */
    public List<StartProblem> run() throws IOException, InterruptedException {
        for (List<ServiceDescription> layer : plan.description().layers()) {
            List<StartProblem> problems = start(layer);
            if (!problems.isEmpty()) {
                return problems;
            }
        }
        return List.of();
    }

    private List<StartProblem> start(List<ServiceDescription> layer) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(layer.size());
        try {
            List<Future<Optional<StartProblem>>> starts = new ArrayList<>();
            for (ServiceDescription service : layer) {
                starts.add(pool.submit(() -> new ServiceStart(plan, service, bound, progress).run()));
            }
            List<StartProblem> problems = new ArrayList<>();
            for (Future<Optional<StartProblem>> start : starts) {
                result(start).ifPresent(problems::add);
            }
            return problems;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Optional<StartProblem> result(Future<Optional<StartProblem>> start)
            throws IOException, InterruptedException {
        try {
            return start.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
