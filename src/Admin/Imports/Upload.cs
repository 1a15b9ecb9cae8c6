using Maru.Contracts.Catalog;
using Maru.Platform;
using Maru.Platform.Json;
using Microsoft.AspNetCore.Http;

namespace Maru.Admin.Imports;

/// <summary>A file somebody brought, kept between its dry run and the real one; beside it stands what it was asked to become.</summary>
/// <param name="Asked">Null until its dry run began.</param>
internal sealed record Upload(string Path, ImportFile? Asked, string? Note)
{
    private const string Folder = "uploads";
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    public static async Task<Upload> KeepAsync(DataDirectory data, IFormFile file, CancellationToken ct)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(data.Path, Folder)).FullName;
        Sweep(folder);
        var path = System.IO.Path.Combine(folder, Guid.NewGuid().ToString("N"));
        await using var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await file.CopyToAsync(copy, ct);
        return new Upload(path, null, null);
    }

    /// <summary>Null if it was used, or is too old.</summary>
    public static Upload? OfRun(DataDirectory data, Guid run)
    {
        var note = NoteOf(data, run);
        return File.Exists(note) && MaruJson.Read<ImportFile>(File.ReadAllText(note)) is { } asked && File.Exists(asked.Path) ? new Upload(asked.Path, asked, note) : null;
    }

    public Task RememberAsync(DataDirectory data, Guid run, ImportFile asked, CancellationToken ct) => File.WriteAllTextAsync(NoteOf(data, run), MaruJson.Write(asked), ct);

    public void Forget()
    {
        File.Delete(Path);
        ForgetAsked();
    }

    public void ForgetAsked()
    {
        if (Note is not null)
        {
            File.Delete(Note);
        }
    }

    private static string NoteOf(DataDirectory data, Guid run) => System.IO.Path.Combine(data.Path, Folder, run.ToString("N") + ".asked");

    /// <summary>Dry runs that nobody followed up.</summary>
    private static void Sweep(string folder)
    {
        foreach (var note in Directory.EnumerateFiles(folder, "*.asked").Where(n => File.GetLastWriteTimeUtc(n) < TimeProvider.System.GetUtcNow().UtcDateTime - KeptFor))
        {
            if (MaruJson.Read<ImportFile>(File.ReadAllText(note)) is { } asked)
            {
                File.Delete(asked.Path);
            }

            File.Delete(note);
        }
    }
}
