package dev.graft.dataprep.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.graft.contracts.document.DatasetRow;
import dev.graft.contracts.document.RowContent;
import dev.graft.contracts.task.Split;
import dev.graft.dataprep.image.Pictures;
import dev.graft.platform.dataset.Shards;
import dev.graft.platform.json.Hashes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampledPicturesTest {
    private static final int MAX_ROWS = 10;

    @TempDir
    Path folder;

    @Test
    void the_sample_of_shards_that_are_read_again_is_that_of_rows_as_they_came() throws IOException {
        DatasetSample asTheyCame = new DatasetSample(MAX_ROWS);
        DatasetSample readAgain = new DatasetSample(MAX_ROWS);
        for (int shard = 0; shard < 4; shard++) {
            List<DatasetRow> rows = IntStream.range(20 * shard, 20 * shard + 20)
                    .mapToObj(this::row)
                    .toList();
            RowSample ofShard = new RowSample(MAX_ROWS + 5);
            rows.forEach(row -> ofShard.add(row.rowId(), row.content(), row.label()));
            asTheyCame.addShard(ofShard, rows.size());

            Path file = folder.resolve("shard" + shard);
            Shards.writeImages(file, rows);
            SampledPictures sampled = new SampledPictures(readAgain, MAX_ROWS);
            Shards.forEachImage(file, (rowId, hash, label, split) -> sampled.see(rowId));
            sampled.addFrom(file);

            assertThat(readAgain.rows()).isEqualTo(asTheyCame.rows()).hasSize(MAX_ROWS);
        }
        assertThat(readAgain.rows().get(0).shrunk().width()).isEqualTo(32);
    }

    @Test
    void a_picture_is_looked_at_only_where_the_sample_takes_it() {
        AtomicInteger looks = new AtomicInteger();
        RowSample sample = new RowSample(2);
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            ids.add(Hashes.id("row", Integer.toString(i)));
        }
        ids.sort(null);

        ids.forEach(id -> sample.add(
                id,
                () -> {
                    looks.incrementAndGet();
                    return row(1).content();
                },
                "any"));

        assertThat(looks.get()).isEqualTo(2);
    }

    private DatasetRow row(int seed) {
        byte[] file = Pictures.png(Pictures.drawn(32, 32, seed));
        return new DatasetRow(
                Hashes.sha256(file).substring(0, 32),
                new RowContent.Image(seed + ".png", "0".repeat(64), () -> file),
                "any",
                Split.TRAIN,
                "b".repeat(32),
                null);
    }
}
