namespace Maru.Contracts.Vision;

public enum PictureProblem
{
    /// <summary>More bytes or pixels than are read.</summary>
    TooLarge,

    /// <summary>Cut short, or not what it says it is.</summary>
    Damaged,

    /// <summary>A format that is not read here.</summary>
    NotSupported,

    /// <summary>Reading it took longer than is allowed.</summary>
    TooSlow,
}

/// <summary>The file sent is no picture that can be searched with.</summary>
public sealed record PictureRefused(PictureProblem Problem, string Reason) : Failure(FailureKind.Unprocessable, "picture-refused", Reason);

/// <summary>A look that was not made by this shop, or by a model it no longer uses: send the picture again.</summary>
public sealed record LookUnknown() : Failure(FailureKind.Gone, "look-unknown", "What was seen before cannot be used any more. Send the picture again.");
