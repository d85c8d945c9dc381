package dev.graft.dataprep.reading;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.MessageColumnIO;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a Parquet file, of which only the wanted columns are read: one row group after the other, each within a bound.
 * Text is a column of bytes, which have to be UTF-8. Row numbers start at 1. A file is told to be damaged by what the
 * reader throws, whatever it is.
 */
final class ParquetRows implements RowSource {
    /** What one row group may hold of the wanted columns, unpacked: several times this is in memory while it is read. */
    static final long MAX_GROUP_BYTES = 64L << 20;

    private final ParquetFileReader reader;
    private final MessageType wantedSchema;
    private final MessageColumnIO columns;
    private final ParquetCells cells;
    private final SourceNotes notes;
    private @Nullable RecordReader<Group> records;
    private long left;
    private long row;

    private ParquetRows(ParquetFileReader reader, Wanted wanted, ReadingLimits limits, long before)
            throws UnreadableSource {
        this.reader = reader;
        this.row = before;
        MessageType schema = reader.getFileMetaData().getSchema();
        this.wantedSchema = ParquetCells.wanted(schema, wanted);
        this.columns = new ColumnIOFactory(reader.getFileMetaData().getCreatedBy()).getColumnIO(wantedSchema, schema);
        this.cells = new ParquetCells(wantedSchema, limits.maxRowBytes());
        List<String> unused = new ArrayList<>();
        schema.getFields().stream()
                .map(field -> field.getName())
                .filter(name -> !wantedSchema.containsField(name))
                .forEach(unused::add);
        this.notes = SourceNotes.of(RowFormat.PARQUET, unused);
        checkGroups(reader.getRowGroups());
        reader.setRequestedSchema(wantedSchema);
    }

    static RowSource open(RowFile file, Wanted wanted, ReadingLimits limits) throws UnreadableSource {
        if (file.gzip()) {
            throw UnreadableSource.malformed(
                    "a Parquet file is packed inside; announce it as it is, with the compression none");
        }
        ParquetFooter.check(file.path());
        ParquetFileReader reader = open(file);
        try {
            return new ParquetRows(reader, wanted, limits, file.linesBefore());
        } catch (UnreadableSource e) {
            Unreadables.closeAfter(e, reader);
            throw e;
        } catch (RuntimeException e) {
            UnreadableSource unreadable = damaged("in its footer", e);
            Unreadables.closeAfter(unreadable, reader);
            throw unreadable;
        }
    }

    /** The slices of a file that can be read; none where it is packed or its row groups lie in another order. */
    static List<Slice> slices(RowFile file, long sliceBytes) throws UnreadableSource {
        try (ParquetFileReader reader = open(file)) {
            return ParquetSlicer.slices(file.path(), reader.getRowGroups(), sliceBytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParquetFileReader open(RowFile file) throws UnreadableSource {
        ParquetReadOptions.Builder options = ParquetReadOptions.builder(new PlainParquetConfiguration());
        Slice slice = file.slice();
        if (slice != null) {
            options.withRange(slice.from(), slice.to());
        }
        try {
            return ParquetFileReader.open(new LocalInputFile(file.path()), options.build());
        } catch (IOException | RuntimeException e) {
            throw damaged("in its footer", e);
        }
    }

    private void checkGroups(List<BlockMetaData> groups) throws UnreadableSource {
        for (int i = 0; i < groups.size(); i++) {
            long bytes = groups.get(i).getColumns().stream()
                    .filter(chunk -> wantedSchema.containsField(chunk.getPath().toArray()[0]))
                    .mapToLong(ColumnChunkMetaData::getTotalUncompressedSize)
                    .sum();
            if (bytes > MAX_GROUP_BYTES) {
                throw UnreadableSource.tooLarge("row group " + (i + 1) + " of the Parquet file holds " + bytes
                        + " bytes of the columns " + wantedNames() + ", and at most " + MAX_GROUP_BYTES
                        + " are read at once; write the file with smaller row groups");
            }
        }
    }

    private List<String> wantedNames() {
        return wantedSchema.getFields().stream()
                .map(Type::getName)
                .limit(SourceNotes.MAX_COLUMNS)
                .toList();
    }

    @Override
    public SourceNotes notes() {
        return notes;
    }

    @Override
    public @Nullable RawRow next() throws UnreadableSource {
        try {
            RecordReader<Group> open = opened();
            if (open == null) {
                return null;
            }
            Group group = open.read();
            left--;
            row++;
            return cells.row(row, group);
        } catch (IOException | RuntimeException e) {
            throw damaged("after row " + row, e);
        } catch (OutOfMemoryError e) { // A page may claim any size; the service must outlive such a file.
            throw UnreadableSource.tooLarge("the Parquet file needs more memory after row " + row
                    + " than there is; write it with smaller pages and row groups");
        }
    }

    private @Nullable RecordReader<Group> opened() throws IOException {
        while (left == 0) {
            PageReadStore pages = reader.readNextRowGroup();
            if (pages == null) {
                return null;
            }
            records = columns.getRecordReader(pages, new GroupRecordConverter(wantedSchema));
            left = pages.getRowCount();
        }
        return records;
    }

    private static UnreadableSource damaged(String where, Exception cause) {
        return UnreadableSource.malformed(
                "the Parquet file is damaged or cut short " + where + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
