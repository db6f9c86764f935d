// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/AgreementReader.h"
#include "ui/bridge/DifferenceSubject.h"

#include <QString>
#include <QWidget>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTabWidget;
class QTreeWidget;

namespace labelwright {

class DisagreementView;
class JobFacts;
class LabelBars;

/// How far the workers of a job agree, or two jobs with the same images: the figures of `labelwright agree`, and where
/// in the least agreed on photos the raters say something else. Compares while it is in sight, once for the same
/// answers.
class AgreementPage : public QWidget {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the page.
    explicit AgreementPage(const JobFacts& facts, QWidget* parent = nullptr);

    /// Compares with the job in this folder; empty for the workers with each other.
    void compareWith(const QString& otherFolder);

signals:
    /// The two who agree least on an object are to be compared.
    void differenceRequested(const labelwright::DifferenceSubject& subject);
    /// These, of the least agreed on, are to be reviewed.
    void reviewRequested(const std::vector<labelwright::ObjectId>& objects);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildMessage();
    QWidget* buildResults(TaskType task);
    QWidget* buildWorst();
    void compareAnew();
    void compareIfChanged();
    void askForOther();
    void showProgress(qint64 done, qint64 all);
    void showFindings(const std::shared_ptr<const AgreementFindings>& findings);
    enum class Retry : std::uint8_t { Offered, OfNoUse };
    void showMessage(const QString& text, Retry retry);
    void showPair();
    void showObject();
    void openObject();
    void showReviewed();
    void review();
    std::vector<QColor> colors() const;

    const JobFacts& m_facts;
    AgreementReader m_reader;
    QString m_otherFolder;
    std::string m_compared; ///< What of the job was compared last; empty for nothing yet.
    std::shared_ptr<const AgreementFindings> m_findings;
    QLabel* m_raters;
    QLabel* m_summary;
    QPushButton* m_workers;
    QPushButton* m_anew; ///< What happens in the other job is not noticed.
    QProgressBar* m_progress;
    QPushButton* m_stop;
    QStackedWidget* m_stack;
    QLabel* m_message;
    QPushButton* m_again;
    // Of the results, made anew for each.
    QWidget* m_results = nullptr;
    QTreeWidget* m_pairs = nullptr;
    QTreeWidget* m_labels = nullptr;
    QTreeWidget* m_confusion = nullptr;
    QTreeWidget* m_objects = nullptr;
    LabelBars* m_bars = nullptr;
    QPushButton* m_review = nullptr;
    DisagreementView* m_where = nullptr;
};

} // namespace labelwright
