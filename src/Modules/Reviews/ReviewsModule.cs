using Maru.Contracts.Identity;
using Maru.Contracts.Ordering;
using Maru.Contracts.Reviews;
using Maru.Modules.Reviews.Moderation;
using Maru.Modules.Reviews.Persons;
using Maru.Modules.Reviews.Purchases;
using Maru.Modules.Reviews.Questions;
using Maru.Modules.Reviews.Ratings;
using Maru.Modules.Reviews.Reviews;
using Maru.Modules.Reviews.Spam;
using Maru.Platform.Jobs;
using Maru.Platform.Modules;
using Microsoft.Extensions.DependencyInjection;

namespace Maru.Modules.Reviews;

/// <summary>Reviews, ratings, questions and answers, with moderation.</summary>
public sealed class ReviewsModule : IModule
{
    public string Name => "reviews";

    public void Configure(ModuleBuilder module)
    {
        module.Services.AddSingleton(ReviewsOptions.Read(module.Configuration));
        module.Services.AddSingleton<RatingBook>();
        module.Services.AddSingleton<PurchaseBook>();
        module.Services.AddSingleton<BlockedWords>();
        module.Services.AddSingleton<LearnedWords>();
        module.Services.AddSingleton<SpamFilter>();
        module.Services.AddSingleton<ReviewPictures>();
        module.Services.AddSingleton<ReviewReading>();
        module.Services.AddSingleton<ReviewWriting>();
        module.Services.AddSingleton<Voices>();
        module.Services.AddSingleton<QuestionReading>();
        module.Services.AddSingleton<ModerationLists>();
        module.Services.AddSingleton<ReviewModeration>();
        module.Services.AddSingleton<ReviewImport>();

        module.Offers<IReviews, ReviewService>();
        module.Offers<IQuestions, QuestionService>();
        module.Offers<IReviewsAdministration, ReviewsAdministration>();

        module.Subscribes("purchases", lanes: 2, s => s.On<OrderPaid, PurchaseRecorder>().On<OrderDelivered, PurchaseRecorder>().On<OrderCancelled, PurchaseRecorder>());
        module.Handles<UserErased, PersonErasure>("erasure", lanes: 1);
        module.Runs<RatingCheck>("check-ratings", JobSchedule.DailyAt(4, 10));
        module.Runs<AddressForgetting>("forget-addresses", JobSchedule.DailyAt(4, 20));
    }

    public void Map(ModuleRoutes routes)
    {
        ReviewEndpoints.Map(routes.Api);
        QuestionEndpoints.Map(routes.Api);
        ModerationEndpoints.Map(routes);
    }
}
