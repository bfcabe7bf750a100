using CrmAddin.Core.Schedules;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>Tables of scheduled reports.</summary>
internal static class ScheduleMappings
{
    public static void Apply(ModelBuilder model)
    {
        model.Entity<ReportSchedule>(schedule =>
        {
            schedule.Property(s => s.Report).HasMaxLength(50);
            foreach (var name in new[] { nameof(ReportSchedule.Pipeline), nameof(ReportSchedule.Team), nameof(ReportSchedule.Owner) })
                schedule.Property(name).HasMaxLength(Mappings.Name);
            schedule.Property(s => s.Currency).HasMaxLength(3);
            schedule.HasOne(s => s.MadeBy).WithMany().HasForeignKey(s => s.MadeById);
            schedule.HasMany(s => s.Readers).WithOne().HasForeignKey(r => r.ScheduleId).OnDelete(DeleteBehavior.Cascade);
            schedule.HasMany(s => s.Deliveries).WithOne(d => d.Schedule).HasForeignKey(d => d.ScheduleId).OnDelete(DeleteBehavior.Cascade);
            schedule.HasIndex(s => s.NextAt);
        });
        model.Entity<ReportScheduleReader>(reader =>
        {
            reader.HasOne(r => r.User).WithMany().HasForeignKey(r => r.UserId);
            reader.HasIndex(r => new { r.ScheduleId, r.UserId }).IsUnique();
        });
        model.Entity<ReportDelivery>(delivery =>
        {
            delivery.HasOne(d => d.User).WithMany().HasForeignKey(d => d.UserId);
            delivery.Property(d => d.ErrorCode).HasMaxLength(100);
            delivery.Property(d => d.Error).HasMaxLength(1000);
            delivery.HasIndex(d => new { d.ScheduleId, d.Occasion, d.UserId }).IsUnique();
            delivery.HasIndex(d => new { d.State, d.NextTryAt });
        });
    }
}
