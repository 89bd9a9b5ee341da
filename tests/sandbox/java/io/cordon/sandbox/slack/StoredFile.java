package io.cordon.sandbox.slack;

import java.util.Arrays;

/** A file that the app asked to upload; empty until its bytes came. */
public final class StoredFile {
  private final String id;
  private final String name;
  private final byte[] bytes;
  private final Step step;

  /** How far the upload is. */
  public enum Step {
    /** A place was asked for. */
    ANNOUNCED,
    /** The bytes are there. */
    UPLOADED,
    /** It can be seen. */
    SHARED
  }

  private StoredFile(String id, String name, byte[] bytes, Step step) {
    this.id = id;
    this.name = name;
    this.bytes = bytes;
    this.step = step;
  }

  static StoredFile announced(String id, String name) {
    return new StoredFile(id, name, new byte[0], Step.ANNOUNCED);
  }

  StoredFile uploaded(byte[] content) {
    return new StoredFile(id, name, content.clone(), Step.UPLOADED);
  }

  StoredFile sharedAs(String title) {
    return new StoredFile(id, title, bytes, Step.SHARED);
  }

  /** "F…". */
  public String id() {
    return id;
  }

  /** Its title. */
  public String name() {
    return name;
  }

  /** How far its upload is. */
  public Step step() {
    return step;
  }

  /** How many bytes it has. */
  public int size() {
    return bytes.length;
  }

  /** A copy of its bytes. */
  public byte[] bytes() {
    return Arrays.copyOf(bytes, bytes.length);
  }
}
