package dev.graft.dataprep.batch;

import dev.graft.dataprep.duplicate.Near;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows of numbers, of which none is near to another: only what is equal counts. */
final class EqualRows implements Neighbours {
    private final @Nullable GoldenRows golden;

    /** @param golden rows that nothing may be learnt from; null: there are none */
    EqualRows(@Nullable GoldenRows golden) {
        this.golden = golden;
    }

    @Override
    public Look at(Candidate row) {
        return new Look() {
            @Override
            public Optional<String> goldenOverlap(String rowId) {
                return golden == null ? Optional.empty() : golden.overlap(rowId);
            }

            @Override
            public Optional<Near> place(String rowId, String label, String alone, boolean follows) {
                return Optional.empty();
            }
        };
    }
}
