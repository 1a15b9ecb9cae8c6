using System.Runtime.InteropServices;

namespace Maru.Engines.Vectors;

/// <summary>
/// A search jumps about in its rows; with 4 KiB pages nearly each jump also misses the address cache.
/// Linux gives 2 MiB pages to those who ask where it is set to "madvise"; elsewhere the rows work as they are.
/// </summary>
internal static unsafe partial class HugePages
{
    internal const nuint Size = 2 << 20;
    private const int MadvHugePage = 14; // madvise(2)

    public static void Ask(byte* start, nuint length)
    {
        if (OperatingSystem.IsLinux() && length >= Size)
        {
            // Advice only: a refusal changes nothing but speed.
            _ = Madvise(start, length, MadvHugePage);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Madvise(void* start, nuint length, int advice);
}
