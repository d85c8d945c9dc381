package dev.graft.dataprep.batch;

import dev.graft.contracts.document.RowContent;
import dev.graft.dataprep.duplicate.Near;
import dev.graft.dataprep.image.NearImage;
import dev.graft.dataprep.image.NearImages;
import dev.graft.dataprep.image.PerceptualHash;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Pictures that others may be near to, by their perceptual hashes. */
final class ImageNeighbours implements Neighbours {
    private final @Nullable NearImages dataset;
    private final @Nullable NearImages batch;
    private final int maxRows;
    private final @Nullable GoldenRows golden;

    /**
     * @param dataset which is not changed; null: the task does not ask for near pictures
     * @param maxRows of the batch, pictures near to which are found
     * @param golden rows that nothing may be learnt from; null: there are none
     */
    ImageNeighbours(@Nullable NearImages dataset, int maxRows, @Nullable GoldenRows golden) {
        this.dataset = dataset;
        this.batch = dataset == null ? null : dataset.another();
        this.maxRows = maxRows;
        this.golden = golden;
    }

    @Override
    public Look at(Candidate row) {
        return new Hashed(PerceptualHash.ofHex(((RowContent.Image) row.content()).perceptualHash()));
    }

    private final class Hashed implements Look {
        private final PerceptualHash hash;

        Hashed(PerceptualHash hash) {
            this.hash = hash;
        }

        @Override
        public Optional<String> goldenOverlap(String rowId) {
            return golden == null ? Optional.empty() : golden.overlap(rowId, hash);
        }

        @Override
        public Optional<Near> place(String rowId, String label, String alone, boolean follows) {
            if (dataset == null || batch == null) {
                return Optional.empty();
            }
            Optional<NearImage> near = dataset.firstNear(rowId, hash);
            if (near.isEmpty()) {
                near = batch.firstNear(rowId, hash);
            }
            if (batch.size() < maxRows) {
                batch.add(rowId, hash, follows ? near.map(NearImage::split).orElse(alone) : alone, label);
            }
            return near.map(image -> new Near(image.imageId(), image.similarity(), image.split(), image.label()));
        }
    }
}
