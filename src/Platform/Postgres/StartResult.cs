namespace Maru.Platform.Postgres;

/// <summary>What became of starting a cluster: it runs, or one sentence says why not.</summary>
public abstract record StartResult
{
    private StartResult()
    {
    }

    public sealed record Started(PrivateCluster Cluster) : StartResult;

    public sealed record Refused(StartRefusal Reason, string Sentence) : StartResult;
}

public enum StartRefusal
{
    /// <summary>No PostgreSQL on this machine, and none could be fetched.</summary>
    NoBinaries,

    /// <summary>The data was written by a major version of PostgreSQL that is not here.</summary>
    OtherVersion,

    /// <summary>The data directory cannot be written.</summary>
    NotWritable,

    /// <summary>Another process of Maru works on the data directory.</summary>
    InUse,

    /// <summary>The directory holds something that is not a PostgreSQL cluster.</summary>
    NotACluster,

    /// <summary>Started by root, and there is no other user to run the server as.</summary>
    NoAccount,

    /// <summary>A new cluster could not be made.</summary>
    InitFailed,

    /// <summary>The server did not come up; the sentence quotes its log.</summary>
    ServerFailed,
}

/// <summary>Carries a refusal out of the depths of a start; it never leaves <see cref="PrivateCluster.StartAsync"/>.</summary>
internal sealed class StartRefusedException(StartRefusal reason, string sentence) : Exception(sentence)
{
    public StartRefusal Reason => reason;
}
