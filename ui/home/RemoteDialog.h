// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/remote/RemotePlaces.h"
#include "ui/bridge/StoppableWork.h"

#include <QDialog>
#include <QList>
#include <QStringList>

#include <filesystem>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;
class QVBoxLayout;

namespace labelwright {

class WorkFooter;

/// What the dialogs that push and pull a job have in common: the place is named, it is compared, what would be done is
/// listed, then it is done and can be cancelled.
class RemoteDialog : public QDialog {
    Q_OBJECT
public:
    /// Cancels the work under way instead, if there is one.
    void reject() override;

signals:
    void placeChanged();

protected:
    struct Texts {
        QString title;
        QString purpose;
        QString list;   ///< Above what would be done.
        QString action; ///< On the main button.
        QString doing;
        QString stopped; ///< Said after it was cancelled.
    };
    RemoteDialog(const Texts& texts, QWidget* parent);

    /// Between the place and the list.
    QVBoxLayout& options() { return *m_options; }
    QCheckBox* addChoice(const QString& text, const QString& explanation);

    /// The place of the last time, if there is one, is compared at once.
    void compareRemembered(const std::filesystem::path& jobFolder);
    QString place() const;
    /// As they are typed, for a job's folder. Errors: those of jobPlace().
    Result<RemotePlaces> places(const std::filesystem::path& jobFolder) const;

    struct Row {
        QString what;
        QString count;
    };
    struct Finding {
        QList<Row> rows;
        QStringList notes;
        QString summary;
        bool hasWork = false;
    };
    /// The place, or what is wanted of it, is another: it has to be compared before anything is done.
    void setStale();
    void compare();
    /// What compare() asks for: work() that ends with showFinding().
    virtual void startComparing() = 0;
    void showFinding(const Result<Finding>& found);
    /// What the main button asks for: work() that ends with finish().
    virtual void startWork() = 0;
    void finish(const Result<Finding>& done);
    StoppableWork& work() { return m_work; }

private:
    QWidget* makeForm(const Texts& texts);
    QWidget* makePlace();
    void setUpList(const QString& name);
    void setPlaces(const RemotePlaces& places);
    void showLists(const Finding& finding);
    void begin();

    QString m_doing;
    QString m_stopped;
    QLineEdit* m_place;
    QPushButton* m_compare;
    QLineEdit* m_store;
    QVBoxLayout* m_options;
    QTreeWidget* m_list;
    QLabel* m_notesTitle;
    QPlainTextEdit* m_notes;
    WorkFooter* m_footer;
    QWidget* m_form = nullptr;
    enum class Stage : std::uint8_t { Waiting, Comparing, Working };
    Stage m_stage = Stage::Waiting;
    bool m_isStale = true;
    bool m_isWantedAgain = false; ///< To be compared once more, when what is under way has ended.
    StoppableWork m_work;
};

} // namespace labelwright
