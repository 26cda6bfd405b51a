package org.argand.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import org.argand.io.AtomicFile;

/** Results as JSON files, for programs to read. */
final class Json {
    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Json() {}

    /** Writes maps, lists, strings and numbers to {@code file}, all or nothing. */
    static void write(Path file, Object value) {
        try {
            AtomicFile.writeString(file, MAPPER.writeValueAsString(value) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a value that JSON can hold", e);
        }
    }
}
