package io.chatrooms.jdbc;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** The real disk, for H2, under the scheme {@code watched:}. A test may act before each write. */
@SuppressWarnings("exports") // H2 makes one of its own for each file
public final class WatchedDisk extends FilePathWrapper {
  private static volatile Action beforeWrite = () -> {};

  /** For H2 alone. */
  public WatchedDisk() {}

  /** What a test does before H2 writes. */
  interface Action {
    void perform() throws IOException;
  }

  static void register() {
    FilePath.register(new WatchedDisk());
  }

  static void beforeWrite(Action action) {
    beforeWrite = action;
  }

  static void doNothing() {
    beforeWrite(() -> {});
  }

  @Override
  public String getScheme() {
    return "watched";
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    return new Channel(super.open(mode));
  }

  private static final class Channel extends FileBaseDefault {
    private final FileChannel disk;

    Channel(FileChannel disk) {
      this.disk = disk;
    }

    @Override
    public long size() throws IOException {
      return disk.size();
    }

    @Override
    public synchronized int read(ByteBuffer bytes, long position) throws IOException {
      return disk.read(bytes, position);
    }

    @Override
    public synchronized int write(ByteBuffer bytes, long position) throws IOException {
      beforeWrite.perform();
      return disk.write(bytes, position);
    }

    @Override
    protected void implTruncate(long size) throws IOException {
      disk.truncate(size);
    }

    @Override
    public void force(boolean metaData) throws IOException {
      disk.force(metaData);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
      return disk.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
      disk.close();
    }
  }
}
