package dev.graft.launcher.lifecycle;

import dev.graft.launcher.mesh.MeshDescription;
import dev.graft.launcher.mesh.MeshHome;
import dev.graft.launcher.mesh.ServiceDescription;
import dev.graft.launcher.process.Ending;
import dev.graft.launcher.process.ProcessTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The use case "down": no process of the mesh is left; those of a layer end together, the highest layer first. */
public final class TakeDown {

    private final MeshHome home;
    private final MeshDescription description;
    private final Duration bound;
    private final Progress progress;

    /** @param bound how long a process may take to stop before it is killed */
    public TakeDown(MeshHome home, MeshDescription description, Duration bound, Progress progress) {
        this.home = home;
        this.description = description;
        this.bound = bound;
        this.progress = progress;
    }

    /** How many processes it ended. */
    public int run() throws InterruptedException {
        int ended = end(Roster.of(home).others(description));
        List<List<ServiceDescription>> highestFirst = new ArrayList<>(description.layers());
        Collections.reverse(highestFirst);
        for (List<ServiceDescription> layer : highestFirst) {
            Roster roster = Roster.of(home);
            ended += end(layer.stream()
                    .flatMap(service -> roster.all(service.name()).stream())
                    .toList());
        }
        return ended;
    }

    private int end(List<ProcessTable.Entry> processes) throws InterruptedException {
        if (processes.isEmpty()) {
            return 0;
        }
        ExecutorService pool = Executors.newFixedThreadPool(processes.size());
        try {
            List<Future<?>> endings = new ArrayList<>();
            for (ProcessTable.Entry process : processes) {
                endings.add(pool.submit(() -> {
                    end(process);
                    return null;
                }));
            }
            for (Future<?> ending : endings) {
                ending.get();
            }
            return processes.size();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void end(ProcessTable.Entry process) throws InterruptedException {
        String service = process.identity().service();
        long begun = System.nanoTime();
        progress.stopping(service);
        Ending ending = Ending.stop(process.handle(), bound);
        String how = ending == Ending.STOPPED ? "stopped" : "killed after " + bound.toSeconds() + " s";
        progress.stopped(service, how, Duration.ofNanos(System.nanoTime() - begun));
    }
}
