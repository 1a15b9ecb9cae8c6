using Maru.Platform.Modules;

namespace Maru.Modules.Reviews;

/// <summary>Reviews, ratings, questions and answers, with moderation.</summary>
public sealed class ReviewsModule : IModule
{
    public string Name => "reviews";

    public void Configure(ModuleBuilder module)
    {
    }
}
