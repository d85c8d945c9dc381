package dev.graft.dataprep.reading;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.EnumLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.JsonLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;

/** The cells of a Parquet row as text. */
final class ParquetCells {
    private final MessageType schema;
    private final int maxRowBytes;

    ParquetCells(MessageType schema, int maxRowBytes) {
        this.schema = schema;
        this.maxRowBytes = maxRowBytes;
    }

    /**
     * The wanted columns of a file.
     *
     * @throws UnreadableSource when one is missing, or holds what is no text and is not to be cast
     */
    static MessageType wanted(MessageType schema, Wanted wanted) throws UnreadableSource {
        List<Type> types = new ArrayList<>();
        for (String column : wanted.columns()) {
            if (!schema.containsField(column)) {
                if (!wanted.requires(column)) {
                    continue;
                }
                throw UnreadableSource.malformed("the Parquet file has no column '" + column + "'; it has "
                        + schema.getFields().stream().map(Type::getName).toList()
                        + ". Rename the column, or give its name in source.columns or in the task's data source");
            }
            Type type = schema.getType(column);
            if (!isText(type) && !(isScalar(type) && wanted.castScalars())) {
                throw UnreadableSource.malformed("the column '" + column + "' of the Parquet file is no text but '"
                        + type + "'"
                        + (isScalar(type) ? "; declare a data source, whose numbers are read as text" : ""));
            }
            types.add(type);
        }
        if (wanted.others()) {
            schema.getFields().stream()
                    .filter(type -> !types.contains(type) && (isText(type) || isScalar(type)))
                    .forEach(types::add);
        }
        return new MessageType(schema.getName(), types);
    }

    private static boolean isText(Type type) {
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            return false;
        }
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        return type.asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.BINARY
                && (annotation == null
                        || annotation instanceof StringLogicalTypeAnnotation
                        || annotation instanceof EnumLogicalTypeAnnotation
                        || annotation instanceof JsonLogicalTypeAnnotation);
    }

    /** Numbers and truth values; dates, times and decimals are written as numbers and mean something else. */
    private static boolean isScalar(Type type) {
        if (!type.isPrimitive() || type.isRepetition(Type.Repetition.REPEATED)) {
            return false;
        }
        LogicalTypeAnnotation annotation = type.getLogicalTypeAnnotation();
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
            case INT32, INT64, FLOAT, DOUBLE, BOOLEAN ->
                annotation == null || annotation instanceof IntLogicalTypeAnnotation;
            default -> false;
        };
    }

    RawRow row(long number, Group group) {
        Map<String, String> values = new HashMap<>();
        long bytes = 0;
        for (int field = 0; field < schema.getFieldCount(); field++) {
            if (group.getFieldRepetitionCount(field) > 0) {
                String column = schema.getFieldName(field);
                bytes += isText(schema.getType(field))
                        ? group.getBinary(field, 0).length()
                        : 0;
                if (bytes > maxRowBytes) {
                    return broken(number, JsonLinesRows.ROW_TOO_LONG, tooLong());
                }
                try {
                    values.put(column, cell(group, field));
                } catch (CharacterCodingException e) {
                    return broken(number, JsonLinesRows.ROW_NOT_UTF8, "the column '" + column + "' is not UTF-8");
                }
            }
        }
        return new RawRow.Fields(number, values);
    }

    private String cell(Group group, int field) throws CharacterCodingException {
        if (!isText(schema.getType(field))) {
            return group.getValueToString(field, 0);
        }
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(group.getBinary(field, 0).toByteBuffer())
                .toString();
    }

    private String tooLong() {
        return "the row has more than " + maxRowBytes + " bytes, which is all that is read as one row";
    }

    private static RawRow broken(long number, String rule, String reason) {
        return new RawRow.Broken(number, rule, reason, "");
    }
}
