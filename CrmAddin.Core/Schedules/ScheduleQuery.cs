using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Schedules;

/// <summary>Reads of schedules, each within what the context's reader sees.</summary>
public static class ScheduleQuery
{
    /// <summary>Schedules with their readers and makers.</summary>
    public static IQueryable<ReportSchedule> All(CrmDb db) =>
        db.ReportSchedules.AsNoTracking().Include(one => one.MadeBy).Include(one => one.Readers).ThenInclude(reader => reader.User).OrderBy(one => one.Report).ThenBy(one => one.Id);

    /// <summary>A schedule with its readers.</summary>
    public static IQueryable<ReportSchedule> One(CrmDb db, long id) => db.ReportSchedules.AsNoTracking().Where(one => one.Id == id).Include(one => one.Readers);

    /// <summary>The latest deliveries of schedules, newest first.</summary>
    public static IQueryable<ReportDelivery> Latest(CrmDb db) =>
        db.ReportDeliveries.AsNoTracking().Include(one => one.User).Include(one => one.Schedule).OrderByDescending(one => one.Id);

    /// <summary>People who can get mail.</summary>
    public static IQueryable<User> People(CrmDb db) => db.Users.AsNoTracking().Where(user => user.IsActive && EF.Functions.Like(user.UserName, "%@%")).OrderBy(user => user.DisplayName);

    /// <summary>Schedules whose time has come, with their readers.</summary>
    public static IQueryable<ReportSchedule> Due(CrmDb db, DateTimeOffset now) =>
        db.ReportSchedules.AsNoTracking().Include(one => one.Readers).Where(one => !one.IsPaused && one.NextAt <= now).OrderBy(one => one.NextAt);

    /// <summary>A schedule that still waits for an occasion.</summary>
    public static IQueryable<ReportSchedule> AtOccasion(CrmDb db, long id, DateTimeOffset occasion) => db.ReportSchedules.Where(one => one.Id == id && !one.IsPaused && one.NextAt == occasion);

    /// <summary>Deliveries that wait and whose time has come, longest waiting first.</summary>
    public static IQueryable<ReportDelivery> DueDeliveries(CrmDb db, DateTimeOffset now) =>
        db.ReportDeliveries.AsNoTracking().Where(one => one.State == DeliveryState.Waiting && one.NextTryAt <= now).OrderBy(one => one.NextTryAt).ThenBy(one => one.Id);

    /// <summary>A delivery.</summary>
    public static IQueryable<ReportDelivery> Deliveries(CrmDb db, long id) => db.ReportDeliveries.Where(one => one.Id == id);

    /// <summary>A delivery in a state.</summary>
    public static IQueryable<ReportDelivery> InState(CrmDb db, long id, DeliveryState state) => db.ReportDeliveries.Where(one => one.Id == id && one.State == state);

    /// <summary>Deliveries that have been in a state since before a moment.</summary>
    public static IQueryable<ReportDelivery> Left(CrmDb db, DeliveryState state, DateTimeOffset before) => db.ReportDeliveries.Where(one => one.State == state && one.StateSince < before);

    /// <summary>A delivery with its schedule and its reader's teams.</summary>
    public static IQueryable<ReportDelivery> Whole(CrmDb db, long id) =>
        db.ReportDeliveries.AsNoTracking().Where(one => one.Id == id).Include(one => one.Schedule).Include(one => one.User!).ThenInclude(user => user.Teams);
}
